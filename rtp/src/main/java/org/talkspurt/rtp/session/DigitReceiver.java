package org.talkspurt.rtp.session;

import static org.talkspurt.rtp.packet.SequenceNumbers.timestampDistance;

import org.talkspurt.rtp.packet.TelephoneEvent;

/**
 * Keys pressed on the caller's telephone, from RFC 4733 packets: each once, at its beginning, so
 * that the bot falls silent while the key is still down.
 *
 * <p>RFC 4733 §2.5.1.2: the packets of one event share the RTP timestamp of its beginning, so a new
 * timestamp is a new key press, whichever of its packets, marker and end included, were lost. A key
 * held longer than the 16-bit duration can say goes on in segments with timestamps of their own
 * (§2.5.1.3), each beginning where the one before ended.
 */
final class DigitReceiver {

  /**
   * An event without packets for so long is over: three of its packets, the end's too, are lost.
   */
  static final long LOST_END_NS = 200_000_000;

  /** Packets older than the event before belong to the past, unless that event is this long ago. */
  private static final long RESTART_NS = 3_000_000_000L;

  /**
   * Distance between a segment and what is known of the one before, allowing for its last two
   * packets being lost; the pause between two key presses of the same digit is longer (ITU-T Q.24).
   */
  private static final int SEGMENT_SLACK_MS = 40;

  private final int segmentSlack;

  private boolean known;
  private boolean ended;
  private int event;
  private long ssrc;
  private long timestamp;
  private int duration;
  private long lastPacketNs;

  /**
   * @param clockRateHz clock rate of the event's payload type
   */
  DigitReceiver(int clockRateHz) {
    this.segmentSlack = clockRateHz * SEGMENT_SLACK_MS / 1000;
  }

  /**
   * Takes a packet of the call's source.
   *
   * @return whether it begins a key press that must be reported now, as {@link
   *     TelephoneEvent#key()}
   */
  boolean begins(TelephoneEvent packet, boolean marker, long ssrc, long timestamp, long nowNs) {
    if (!packet.isKey()) {
      return false; // flash hook, line signals and tones (RFC 4733 §3.2 ff.) are nobody's input
    }
    boolean sameStream = known && ssrc == this.ssrc && !longAgo(nowNs);
    int ahead = sameStream ? timestampDistance(timestamp, this.timestamp) : 1;
    if (ahead < 0 || (ahead == 0 && packet.event() != event)) {
      return false; // late repetition of an event that is over
    }
    boolean repeats = sameStream && ahead == 0;
    boolean continues = sameStream && ahead > 0 && isSegment(packet, marker, timestamp, nowNs);
    ended = packet.end() || (repeats && ended);
    duration = repeats ? Math.max(duration, packet.duration()) : packet.duration();
    known = true;
    event = packet.event();
    this.ssrc = ssrc;
    this.timestamp = timestamp;
    lastPacketNs = nowNs;
    return !repeats && !continues;
  }

  private boolean longAgo(long nowNs) {
    return nowNs - lastPacketNs >= RESTART_NS;
  }

  private boolean isSegment(TelephoneEvent packet, boolean marker, long timestamp, long nowNs) {
    return active(nowNs)
        && !marker
        && packet.event() == event
        && timestampDistance(timestamp, this.timestamp + duration) <= segmentSlack;
  }

  /** Whether a key is down: what sounds meanwhile is its tone, not speech. */
  boolean active(long nowNs) {
    return known && !ended && nowNs - lastPacketNs < LOST_END_NS;
  }

  /**
   * Whether a frame holds, or may hold, the tone of a key instead of speech: while a key is down,
   * and after it until what came with its packets has been played.
   *
   * @param arrivalNs when the frame's audio came
   * @param playoutNs when it is played
   */
  boolean sounds(long arrivalNs, long playoutNs) {
    return known && (active(playoutNs) || (arrivalNs - lastPacketNs <= 0 && !longAgo(playoutNs)));
  }
}
