package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.packet.ComfortNoise;
import org.talkspurt.rtp.packet.RtpPacket;

/**
 * The way out: takes a packet's worth of {@link OutboundAudio} whenever the ticks have paid for it.
 * With packets of 20 ms that is one per tick, with 10 ms two, with 30 ms two in three ticks.
 *
 * <p>The RTP timestamp follows the deadlines, so it goes on while nothing is sent (hold, a stall
 * that was too long to make up); the first packet after such a gap carries the marker (RFC 3551
 * §4.1). The codec may have nothing to say of a packet's worth: that is such a gap too, and so are
 * keys sent as events and silence sent as comfort noise.
 */
final class RtpSender {

  private static final int MAX_PACKET_TIME_MS = 60;

  private static final int NOISE_INTERVAL_MS = 200;

  /** The bot's voice has no background; so much, in -dBov, tells the peer that the line is up. */
  private static final byte NOISE_LEVEL = 70;

  private final MediaTransport transport;
  private final OutboundAudio audio;
  private final AudioCodec codec;
  private final MediaMeters meters;
  private final LongSupplier clock;
  private final long ssrc;
  private final short[] pcm;
  private final byte[] payload;

  private EchoCanceller echo = EchoCanceller.NONE;
  private SoundTap tap = SoundTap.NONE;
  private int tickUnits;
  private int payloadType;
  private int packetUnits;
  private int packetSamples;
  private int packetTimeMs;
  private MediaOptions options = MediaOptions.NONE;
  private final DigitSender digits;

  /** Until the next packet of comfort noise. */
  private int noiseDueMs;

  private int sequenceNumber;
  private long timestamp;
  private int dueUnits;
  private boolean gap = true;
  private boolean ticked;
  private long lastDeadlineNs;
  private long packets;
  private long octets;
  private long failures;

  RtpSender(
      MediaTransport transport,
      OutboundAudio audio,
      AudioCodec codec,
      MediaMeters meters,
      LongSupplier clock,
      RandomGenerator random) {
    this.transport = transport;
    this.audio = audio;
    this.codec = codec;
    this.meters = meters;
    this.clock = clock;
    this.ssrc = random.nextInt() & 0xFFFF_FFFFL;
    this.sequenceNumber = random.nextInt(1 << 16);
    this.timestamp = random.nextInt() & 0xFFFF_FFFFL;
    this.digits = new DigitSender(codec.sampleRateHz());
    this.pcm = new short[codec.sampleRateHz() * MAX_PACKET_TIME_MS / 1000];
    this.payload = new byte[DatagramBuffer.MAX_BYTES - RtpPacket.HEADER_BYTES];
  }

  /** Who is told what is sent. */
  void tell(EchoCanceller canceller) {
    echo = canceller;
  }

  /** Who is told what the network took. */
  void tell(SoundTap next) {
    tap = next;
  }

  /** Packets from now on; also after the codec has changed. */
  void use(int payloadType, int packetTimeMs, MediaOptions agreed) {
    this.options = agreed;
    this.packetTimeMs = packetTimeMs;
    int clockTickUnits = codec.clockRateHz() / 50;
    dueUnits = tickUnits == 0 ? 0 : dueUnits * clockTickUnits / tickUnits;
    tickUnits = clockTickUnits;
    this.payloadType = payloadType;
    this.packetUnits = codec.clockRateHz() * packetTimeMs / 1000;
    this.packetSamples = codec.sampleRateHz() * packetTimeMs / 1000;
  }

  /**
   * @param destination null when nothing is to be sent
   */
  void onTick(long deadlineNs, @Nullable InetSocketAddress destination) {
    skipMissedTicks(deadlineNs);
    dueUnits += tickUnits;
    if (destination == null) {
      int unsent = dueSamples();
      Arrays.fill(pcm, 0, unsent, (short) 0);
      echo.onSent(pcm, unsent);
      advance(dueUnits);
      gap = true;
      return;
    }
    while (dueUnits >= packetUnits) {
      sendPacket(destination);
      advance(packetUnits);
    }
  }

  private void skipMissedTicks(long deadlineNs) {
    long missed = ticked ? (deadlineNs - lastDeadlineNs) / PlayoutTicker.TICK_NS - 1 : 0;
    if (missed > 0) {
      timestamp += missed * tickUnits;
      gap = true;
    }
    ticked = true;
    lastDeadlineNs = deadlineNs;
  }

  private void advance(int units) {
    timestamp = (timestamp + units) & 0xFFFF_FFFFL;
    dueUnits -= units;
  }

  /** From the next packet's first sample to the end of the present tick. */
  private int dueSamples() {
    return (int) ((long) dueUnits * codec.sampleRateHz() / codec.clockRateHz());
  }

  private void sendPacket(InetSocketAddress destination) {
    MediaOptions.EventFormat events = options.telephoneEvents();
    if (!digits.active()) {
      boolean audible = audio.takeFrame(pcm, packetSamples);
      echo.onSent(pcm, packetSamples);
      sendAudio(destination, audible);
    } else if (events == null) {
      digits.writeTone(pcm, packetSamples);
      echo.onSent(pcm, packetSamples);
      encode(destination);
    } else {
      Arrays.fill(pcm, 0, packetSamples, (short) 0);
      echo.onSent(pcm, packetSamples);
      sendEvent(destination, events);
    }
  }

  private void sendAudio(InetSocketAddress destination, boolean audible) {
    if (options.sendComfortNoise() && !audible) {
      sendComfortNoise(destination);
      return;
    }
    noiseDueMs = 0;
    if (encode(destination) && audible) {
      audio.markSent(clock.getAsLong());
    }
  }

  /** Sends the PCM; false if the codec or the network did not. */
  private boolean encode(InetSocketAddress destination) {
    int length = codec.encode(pcm, packetSamples, payload);
    if (length == 0) {
      gap = true;
      return false;
    }
    boolean marker = gap;
    gap = false;
    boolean sent = send(destination, marker, payloadType, timestamp, length);
    if (sent) {
      tap.onSent(pcm, packetSamples, dueSamples());
    }
    return sent;
  }

  private void sendEvent(InetSocketAddress destination, MediaOptions.EventFormat events) {
    boolean begins = digits.begins();
    int length = digits.writeEvent(packetTimeMs, events.clockRateHz(), timestamp, payload);
    gap = true;
    if (length > 0) {
      send(destination, begins, events.payloadType(), digits.eventTimestamp(), length);
    }
  }

  /** RFC 3389: the level now and then instead of silence, the first time at once. */
  private void sendComfortNoise(InetSocketAddress destination) {
    gap = true;
    if (noiseDueMs <= 0) {
      noiseDueMs = NOISE_INTERVAL_MS;
      payload[0] = NOISE_LEVEL;
      send(destination, false, ComfortNoise.PAYLOAD_TYPE, timestamp, 1);
    }
    noiseDueMs -= packetTimeMs;
  }

  private boolean send(
      InetSocketAddress destination, boolean marker, int type, long packetTimestamp, int length) {
    int bytes =
        RtpPacket.write(
            transport.sendBuffer(),
            marker,
            type,
            sequenceNumber,
            packetTimestamp,
            ssrc,
            payload,
            0,
            length);
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    if (!transport.sendRtp(bytes, destination)) {
      failures++;
      meters.sent(SendOutcome.FAILED);
      return false;
    }
    packets++;
    octets += length;
    meters.sent(SendOutcome.SENT);
    return true;
  }

  /** Keys to press; see {@link DigitSender#offer}. */
  DigitSender digits() {
    return digits;
  }

  /** What the RTP timestamp is now, between packets. */
  long timestampAt(long nowNs) {
    long sinceTickNs = ticked ? nowNs - lastDeadlineNs : 0;
    long units = dueUnits + sinceTickNs * codec.clockRateHz() / 1_000_000_000;
    return (timestamp + units) & 0xFFFF_FFFFL;
  }

  long ssrc() {
    return ssrc;
  }

  /** Packets the network took. */
  long packets() {
    return packets;
  }

  /** Payload bytes of {@link #packets}. */
  long octets() {
    return octets;
  }

  /** Packets the network did not take. */
  long failures() {
    return failures;
  }
}
