package org.talkspurt.gateway.call;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.call.TrunkDirectory.Trunk;
import org.talkspurt.gateway.sdp.NegotiationResult.Accepted;
import org.talkspurt.gateway.sdp.NegotiationResult.Malformed;
import org.talkspurt.gateway.sdp.NegotiationResult.Rejected;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.DialFailure;
import org.talkspurt.gateway.sip.DialogFailure;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.OutgoingListener;
import org.talkspurt.gateway.sip.ReferResult;
import org.talkspurt.gateway.sip.Reinvite;

/**
 * Brings a call that we dial to its answer: what is heard before it is for nobody's ears (the media
 * are opened with the answer). Confined to the call's home loop.
 */
final class OutboundLeg implements OutgoingListener {
  private static final Logger log = LoggerFactory.getLogger(OutboundLeg.class);

  private final CallSetup setup;
  private final Call call;
  private final Extension extension;
  private final Trunk trunk;
  private final CallPorts ports;
  private final SdpNegotiator negotiator;

  /** What phones that ring agreed on with us, as long as one of them may answer so. */
  private final Map<Reinvite, Accepted> changes = new WeakHashMap<>();

  OutboundLeg(
      CallSetup setup,
      Call call,
      Extension extension,
      Trunk trunk,
      CallPorts ports,
      SdpNegotiator negotiator) {
    this.setup = setup;
    this.call = call;
    this.extension = extension;
    this.trunk = trunk;
    this.ports = ports;
    this.negotiator = negotiator;
  }

  @Override
  public void onRinging(int status) {
    call.ringing();
  }

  @Override
  public void onEarlyReinvite(Reinvite reinvite) {
    if (call.isOver()) {
      reinvite.reject(481);
      return;
    }
    switch (negotiator.answerOneOfMany(Objects.requireNonNull(reinvite.offer()))) {
      case Accepted accepted -> {
        changes.put(reinvite, accepted);
        reinvite.accept(accepted.sdp());
      }
      case Rejected rejected -> reinvite.reject(rejected.status());
      case Malformed malformed -> reinvite.reject(malformed.status());
    }
  }

  @Override
  public void onAnsweredAsChanged(Reinvite inForce) {
    if (!call.isOver()) {
      talk(Objects.requireNonNull(changes.get(inForce)));
    }
  }

  @Override
  public void onAnswered(@Nullable String answer) {
    if (call.isOver()) {
      return; // it was under way when we hung up
    }
    if (answer == null || !(negotiator.acceptAnswer(answer) instanceof Accepted accepted)) {
      call.failed("unacceptable_answer");
      return;
    }
    talk(accepted);
  }

  private void talk(Accepted agreed) {
    try {
      call.answered(setup.connect(call, extension, trunk, ports, agreed.media()));
    } catch (RuntimeException e) {
      log.error("call {} could not be connected", call.id(), e);
      call.failed("internal_error");
    }
  }

  @Override
  public void onNotAnswered(DialFailure failure) {
    String result =
        switch (failure.cause()) {
          case BUSY, DECLINED, NOT_FOUND, UNAVAILABLE, REDIRECTED -> "refused";
          case NOT_AUTHORIZED, INCOMPATIBLE, REFUSED -> "refused";
          case NO_ANSWER -> "cancelled";
          case NO_RESPONSE, TRANSPORT, INTERNAL_ERROR -> "failed";
        };
    log.debug("call {} was not answered: {}", call.id(), failure.status());
    call.notAnswered(result, failure.cause().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void onCancelled() {
    call.onCancelled();
  }

  @Override
  public void onAcknowledged(@Nullable String answer) {
    call.onAcknowledged(answer);
  }

  @Override
  public void onDescriptionChanged(String answer) {
    call.onDescriptionChanged(answer);
  }

  @Override
  public void onReplaced(IncomingInvite successor) {
    call.onReplaced(successor);
  }

  @Override
  public void onBye() {
    call.onBye();
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    call.onReinvite(reinvite);
  }

  @Override
  public void onInfoDigit(char key) {
    call.onInfoDigit(key);
  }

  @Override
  public void onReferResult(ReferResult result) {
    call.onReferResult(result);
  }

  @Override
  public void onDialogFailed(DialogFailure failure) {
    call.onDialogFailed(failure);
  }
}
