package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that stand, by dialog and by the INVITE that began them. Used from all SIP threads. */
final class CallTable {

  private static final int MAX_ENDED = 1_000;

  /** What stays the same when an INVITE is repeated or reaches us on two ways (§8.2.2.2). */
  private record InviteKey(String callId, String fromTag, long sequence) {
    static InviteKey of(SIPRequest invite) {
      return new InviteKey(
          invite.getCallId().getCallId(),
          DialogKey.remoteTag(invite.getFromTag()),
          invite.getCSeq().getSeqNumber());
    }
  }

  private final Map<DialogKey, CallDialog> byDialog = new ConcurrentHashMap<>();
  private final Map<InviteKey, InboundCall> byInvite = new ConcurrentHashMap<>();
  private final Set<OutboundCall> outbound = ConcurrentHashMap.newKeySet();

  /** Calls that we began, by Call-ID and our tag, for as long as a 2xx may come. */
  private final Map<OwnKey, OutboundCall> awaitingAnswers = new ConcurrentHashMap<>();

  /** The last dialogs that ended. */
  private final Set<DialogKey> ended =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<DialogKey, Boolean> eldest) {
                  return size() > MAX_ENDED;
                }
              }));

  private record OwnKey(String callId, String localTag) {}

  /** Adds a call unless one with the same INVITE stands; that one is returned then. */
  @Nullable InboundCall putIfNew(SIPRequest invite, InboundCall call) {
    InboundCall standing = byInvite.putIfAbsent(InviteKey.of(invite), call);
    if (standing == null) {
      add(call.dialog());
    }
    return standing;
  }

  /** Adds a dialog whose INVITE was ours. */
  void add(CallDialog dialog) {
    byDialog.put(dialog.key(), dialog);
  }

  void remove(CallDialog dialog) {
    ended.add(dialog.key());
    byDialog.remove(dialog.key());
  }

  /** Whether a dialog was here a short while ago. */
  boolean hasEnded(DialogKey dialog) {
    return ended.contains(dialog);
  }

  @Nullable CallDialog byDialog(@Nullable DialogKey dialog) {
    return dialog == null ? null : byDialog.get(dialog);
  }

  @Nullable InboundCall byInvite(SIPRequest invite) {
    return byInvite.get(InviteKey.of(invite));
  }

  void remove(SIPRequest invite, DialogKey dialog) {
    ended.add(dialog);
    byDialog.remove(dialog);
    byInvite.remove(InviteKey.of(invite));
  }

  /** Adds a call that we begin. */
  void add(OutboundCall call) {
    outbound.add(call);
    awaitingAnswers.put(new OwnKey(call.callId(), call.localTag()), call);
  }

  /** The call is over; 2xx responses that are still under way find it all the same. */
  void ended(OutboundCall call) {
    outbound.remove(call);
  }

  void forgetAnswers(OutboundCall call) {
    awaitingAnswers.remove(new OwnKey(call.callId(), call.localTag()));
  }

  /** The call of ours for which the phone rings that sent a request. */
  @Nullable OutboundCall rungFor(SIPRequest request) {
    String tag = request.getToTag();
    return tag == null
        ? null
        : awaitingAnswers.get(new OwnKey(request.getCallId().getCallId(), tag));
  }

  /** Whose INVITE a 2xx answers. */
  @Nullable OutboundCall answeredBy(SIPResponse response) {
    String tag = response.getFromTag();
    return tag == null
        ? null
        : awaitingAnswers.get(new OwnKey(response.getCallId().getCallId(), tag));
  }

  int size() {
    return byInvite.size() + outbound.size();
  }
}
