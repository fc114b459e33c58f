package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phones that ring for one call of ours, by To tag. Confined to the call's strand. */
final class EarlyDialogs {

  /** Phones that may ring for the same call: a proxy's forks. More are not listened to. */
  static final int MAX_DIALOGS = 8;

  private final Map<String, EarlyDialog> byTag = new HashMap<>();

  /**
   * Takes a provisional response.
   *
   * @param maker of what stands for a phone that is not known yet
   * @return false: it is not to be looked at
   */
  boolean take(SIPResponse response, Function<SIPResponse, EarlyDialog> maker) {
    String tag = response.getToTag();
    if (tag == null || (!byTag.containsKey(tag) && byTag.size() >= MAX_DIALOGS)) {
      return !EarlyDialog.isReliable(response);
    }
    return byTag.computeIfAbsent(tag, _ -> maker.apply(response)).take(response);
  }

  @Nullable EarlyDialog of(@Nullable String tag) {
    return tag == null ? null : byTag.get(tag);
  }

  /** One of them answered, or the call is over: nothing is changed any more. */
  void end() {
    byTag.values().forEach(EarlyDialog::end);
  }

  /** The INVITE that they rang for failed. */
  void forget() {
    end();
    byTag.clear();
  }
}
