package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose packets are the call's media, and so where ours go (symmetric RTP, RFC 4961).
 *
 * <ul>
 *   <li>The address the SDP named is believed at once and always.
 *   <li>A peer behind NAT sends from another one: until packets from the named address were seen,
 *       the first source with {@value #LEARNING_PACKETS} packets in sequence of one SSRC is
 *       learned.
 *   <li>From then on every other source is foreign and gets no answer, until the SDP changes.
 * </ul>
 */
final class SourceLatch {

  static final int LEARNING_PACKETS = 3;

  /**
   * Sources watched at a time, so that one stray sender cannot keep the caller from being learned.
   */
  private static final int MAX_CANDIDATES = 4;

  /** What becomes of a packet. */
  enum Verdict {
    /** The call's media. */
    ACCEPTED,
    /** Perhaps the call's media; dropped until its source is learned. */
    LEARNING,
    /** Somebody else's. */
    FOREIGN
  }

  private static final class Candidate {
    @Nullable InetSocketAddress source;
    long ssrc;
    int sequenceNumber;
    int packets;
  }

  private final Candidate[] candidates = new Candidate[MAX_CANDIDATES];
  private int nextCandidate;
  private @Nullable InetSocketAddress expected;
  private @Nullable InetSocketAddress latched;

  /**
   * @param expected media address of the SDP; null while unknown or unspecified (0.0.0.0)
   */
  SourceLatch(@Nullable InetSocketAddress expected) {
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = new Candidate();
    }
    this.expected = expected;
  }

  /** A new SDP: forgets the learned source if the named address differs from the last one. */
  void expect(@Nullable InetSocketAddress address) {
    if (address == null ? expected == null : address.equals(expected)) {
      return;
    }
    expected = address;
    latched = null;
    for (Candidate candidate : candidates) {
      candidate.source = null;
    }
  }

  /** Judges a well-formed RTP packet. */
  Verdict judge(InetSocketAddress source, long ssrc, int sequenceNumber) {
    if (source.equals(latched)) {
      return Verdict.ACCEPTED;
    }
    if (source.equals(expected)) {
      latched = source;
      return Verdict.ACCEPTED;
    }
    if (latched != null) {
      return Verdict.FOREIGN;
    }
    Candidate candidate = candidateFor(source);
    boolean inSequence =
        candidate.packets > 0
            && candidate.ssrc == ssrc
            && sequenceNumber == ((candidate.sequenceNumber + 1) & 0xFFFF);
    candidate.packets = inSequence ? candidate.packets + 1 : 1;
    candidate.ssrc = ssrc;
    candidate.sequenceNumber = sequenceNumber;
    if (candidate.packets < LEARNING_PACKETS) {
      return Verdict.LEARNING;
    }
    latched = source;
    return Verdict.ACCEPTED;
  }

  /** Whether whatever comes from there would be foreign. */
  boolean refuses(InetSocketAddress source) {
    return latched != null && !source.equals(latched) && !source.equals(expected);
  }

  private Candidate candidateFor(InetSocketAddress source) {
    for (Candidate candidate : candidates) {
      if (source.equals(candidate.source)) {
        return candidate;
      }
    }
    Candidate candidate = candidates[nextCandidate];
    nextCandidate = (nextCandidate + 1) % MAX_CANDIDATES;
    candidate.source = source;
    candidate.packets = 0;
    return candidate;
  }

  /** Where media goes: the latched source, before that the SDP's address, null if there is none. */
  @Nullable InetSocketAddress destination() {
    return latched != null ? latched : expected;
  }

  /** Whether media comes from another address than the SDP named. */
  boolean learned() {
    return latched != null && !latched.equals(expected);
  }
}
