package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.RSeq;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One phone that rings for a call of ours (RFC 3261 §12.1): what it described, the PRACKs for its
 * reliable responses (RFC 3262 §4), and its UPDATEs (RFC 3311 §5.2). Confined to the call's strand.
 */
final class EarlyDialog {

  private final SipRuntime runtime;
  private final Strand strand;
  private final DialogPath path;
  private final Descriptions descriptions;
  private final Replies replies;
  private final Reinvites changes;

  private @Nullable String answer;
  private boolean settled;
  private @Nullable Reinvite wanted;
  private @Nullable Reinvite inForce;
  private long lastNumber;

  /**
   * Nothing is known of it but its tag.
   *
   * @param offer of our INVITE
   */
  EarlyDialog(SipRuntime runtime, Strand strand, DialogPath path, DialogKey key, String offer) {
    this.runtime = runtime;
    this.strand = strand;
    this.path = path;
    this.descriptions = new Descriptions(offer, null);
    this.replies = new Replies(runtime, path, key, null, descriptions);
    this.changes = new Reinvites(runtime, strand, replies, path, (_, update) -> onChanged(update));
  }

  /** What it described before its 200 as the answer to our offer; null: nothing. */
  @Nullable String answer() {
    return answer;
  }

  /** The offer of its own that has taken the place of ours; null: none. */
  @Nullable Reinvite inForce() {
    return inForce;
  }

  DialogPath path() {
    return path;
  }

  Descriptions descriptions() {
    return descriptions;
  }

  static boolean isReliable(SIPResponse response) {
    return OptionTags.isRequiredBy(response, OptionTags.RELIABLE)
        && response.getHeader(RSeq.NAME) instanceof RSeq;
  }

  /**
   * Takes a provisional response; a reliable one gets its PRACK.
   *
   * @return false: it was here before, or came before its turn, and is not to be looked at
   */
  boolean take(SIPResponse response) {
    boolean reliable = isReliable(response);
    if (reliable && !acknowledge(response)) {
      return false;
    }
    String description = SdpBody.of(response);
    if (description != null) {
      if (answer == null) {
        // §13.2.1: the first description is the answer; some 200s come without one then.
        answer = description;
        descriptions.received(description);
      }
      // One that may be lost is none yet, though.
      settled |= reliable;
    }
    return true;
  }

  /** §4: in the order of their numbers; a gap is closed by the repetition of what is missing. */
  private boolean acknowledge(SIPResponse response) {
    long number = ((RSeq) response.getHeader(RSeq.NAME)).getSeqNumber();
    if (lastNumber != 0 && number != lastNumber + 1) {
      return false;
    }
    lastNumber = number;
    String acknowledged =
        number + " " + response.getCSeq().getSeqNumber() + " " + response.getCSeq().getMethod();
    new LoneRequest(
            runtime,
            strand,
            path,
            (sequence, hop) -> {
              SIPRequest prack = path.request("PRACK", sequence, hop);
              SipMessages.addHeader(prack, "RAck", acknowledged);
              return prack;
            })
        .send();
    return true;
  }

  /**
   * An UPDATE of the phone.
   *
   * @return what the application has to answer; null if nothing is left to
   */
  @Nullable Reinvite onUpdate(SIPServerTransaction transaction, SIPRequest update) {
    if (!path.advanceRemoteSequence(update)) {
      replies.refuse(transaction, update, new Refusal(500, "Request out of order"));
      return null;
    }
    Reinvite change =
        changes.receive(
            transaction,
            update,
            settled ? Reinvites.OfferState.SETTLED : Reinvites.OfferState.OURS_PENDING);
    if (change != null) {
      wanted = change; // one at a time
    }
    return change;
  }

  private void onChanged(SIPRequest update) {
    inForce = wanted;
    descriptions.received(SdpBody.of(update));
  }

  /** What it wants to change is refused. */
  void end() {
    changes.end();
  }
}
