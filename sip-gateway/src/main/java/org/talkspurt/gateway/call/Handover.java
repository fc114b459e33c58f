package org.talkspurt.gateway.call;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.TransferOrder;

/**
 * Hands a call's caller over to somebody: at once, or after that person was told who is coming.
 * Confined to the call's home loop.
 */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final CallHome home;
  private final CallLog callLog;
  private final Rules rules;
  private final @Nullable String trunk;
  private @Nullable Consultation consultation;

  /**
   * What all calls have in common.
   *
   * @param allowed whether a caller may have a say in being sent to this number or {@code
   *     user@host}, the host in lower case
   * @param consultant calls the person before
   */
  record Rules(Predicate<String> allowed, Consultant consultant) {}

  /**
   * @param trunk of the call; null: none
   */
  Handover(CallHome home, CallLog callLog, Rules rules, @Nullable String trunk) {
    this.home = home;
    this.callLog = callLog;
    this.rules = rules;
    this.trunk = trunk;
  }

  /**
   * Begins.
   *
   * @param refer sends the caller to a target
   * @param whenFailed runs later, never before this has returned, if the caller is not sent
   *     anywhere
   */
  void begin(TransferOrder order, Consumer<String> refer, Runnable whenFailed) {
    if (!order.ofAgent() && !mayGo(order.target())) {
      callLog.say(
          () ->
              log.warn("transfer refused: its target is not in talkspurt.calls.transfer-targets"));
      home.execute(whenFailed);
    } else if (order.briefing().isEmpty()) {
      refer.accept(order.target());
    } else {
      Consultation begun =
          new Consultation(
              home,
              rules.consultant(),
              new Consultation.Outcome() {
                @Override
                public void briefed(String referTo) {
                  refer.accept(referTo);
                }

                @Override
                public void impossible() {
                  callLog.say(
                      () -> log.warn("handed over unannounced: no trunk leads to the target"));
                  refer.accept(order.target());
                }

                @Override
                public void failed() {
                  whenFailed.run();
                }
              });
      consultation = begun;
      begun.begin(order, trunk);
    }
  }

  private boolean mayGo(String target) {
    return DialTarget.parse(target)
        .map(
            parsed ->
                switch (parsed) {
                  case DialTarget.PhoneNumber(String digits) -> digits;
                  case DialTarget.Uri(_, String user, String host, _) -> user + "@" + host;
                })
        .filter(rules.allowed())
        .isPresent();
  }

  /** The caller is with the other person. */
  void succeeded() {
    if (consultation != null) {
      consultation.succeed();
      consultation = null;
    }
  }

  /** The caller could not be sent there, or has left. */
  void cancel(String cause) {
    if (consultation != null) {
      consultation.cancel(cause);
      consultation = null;
    }
  }
}
