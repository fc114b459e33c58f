package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.dtmf.ToneDetector;
import org.talkspurt.rtp.jitter.JitterBuffer;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.jitter.Playout;
import org.talkspurt.rtp.jitter.ReceptionStatistics;
import org.talkspurt.rtp.packet.ComfortNoise;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.packet.TelephoneEvent;

/** The way in: from datagrams that anybody may have sent to the caller's frames and key presses. */
final class RtpReceiver {

  private final SourceLatch latch;
  private final AudioCodec codec;
  private final JitterBufferSettings jitterSettings;
  private final ReceiveLimit limit = new ReceiveLimit();
  private final MediaMeters meters;
  private final int sampleRateHz;
  private final OutcomeCounts outcomes = new OutcomeCounts();

  private NegotiatedMedia media;
  private JitterBuffer jitterBuffer;
  private DigitReceiver digits;
  private final NoiseReceiver noise;
  private final ToneDetector tones;
  private char toneKey;
  private ReceptionTotals formerBuffers = ReceptionTotals.NONE;
  private boolean hasSource;

  /** The source said BYE; what follows may be another's at once. */
  private boolean sourceLeft;

  private long ssrc;

  /**
   * An SSRC that differed from {@link #ssrc} in the last packet; the stream changes with a second.
   */
  private long nextSsrc;

  private boolean nextSsrcSeen;

  private long packets;
  private long lastHeardNs;
  private long concealedSamples;

  RtpReceiver(
      NegotiatedMedia media,
      AudioCodec codec,
      JitterBufferSettings jitterSettings,
      MediaMeters meters,
      long nowNs) {
    this.media = media;
    this.latch = new SourceLatch(media.remoteRtp());
    this.codec = codec;
    this.jitterSettings = jitterSettings;
    this.jitterBuffer = new JitterBuffer(codec, jitterSettings);
    this.digits = new DigitReceiver(codec.clockRateHz());
    this.meters = meters;
    this.sampleRateHz = codec.sampleRateHz();
    this.noise = new NoiseReceiver(sampleRateHz);
    this.tones = new ToneDetector(sampleRateHz);
    this.lastHeardNs = nowNs;
  }

  void use(NegotiatedMedia next, long nowNs) {
    media = next;
    latch.expect(next.remoteRtp());
    lastHeardNs = nowNs;
  }

  /** The codec has changed: what waits to be decoded is another's, and its clock may be too. */
  void codecChanged() {
    formerBuffers = totals();
    concealedSamples = 0;
    jitterBuffer = new JitterBuffer(codec, jitterSettings);
    digits = new DigitReceiver(codec.clockRateHz());
    noise.forget();
    hasSource = false;
  }

  /**
   * Takes a datagram.
   *
   * @return the key press that it begins, or null
   */
  @Nullable Character onDatagram(
      byte[] datagram, int length, InetSocketAddress source, long nowNs) {
    if (length > DatagramBuffer.MAX_BYTES) {
      count(ReceiveOutcome.OVERSIZED);
      return null;
    }
    RtpPacket packet = RtpPacket.parse(datagram, length);
    if (packet == null) {
      count(ReceiveOutcome.MALFORMED);
      return null;
    }
    switch (latch.judge(source, packet.ssrc(), packet.sequenceNumber())) {
      case FOREIGN -> count(ReceiveOutcome.FOREIGN);
      case LEARNING -> count(ReceiveOutcome.LEARNING);
      case ACCEPTED -> {
        return onPacket(packet, nowNs);
      }
    }
    return null;
  }

  private @Nullable Character onPacket(RtpPacket packet, long nowNs) {
    lastHeardNs = nowNs;
    if (!limit.admits()) {
      count(ReceiveOutcome.RATE_LIMITED);
      return null;
    }
    packets++;
    boolean heard = media.direction().receives();
    if (heard && packet.payloadType() == media.receivePayloadType()) {
      onAudio(packet, nowNs);
      return null;
    }
    if (hasSource && packet.ssrc() == ssrc) {
      jitterBuffer.insertNonAudio(packet.sequenceNumber(), nowNs); // or it would count as lost
    }
    if (!heard) {
      count(ReceiveOutcome.ON_HOLD);
      return null;
    }
    if (media.isTelephoneEvent(packet.payloadType())) {
      return onTelephoneEvent(packet, nowNs);
    }
    if (media.options().comfortNoise() && packet.payloadType() == ComfortNoise.PAYLOAD_TYPE) {
      onComfortNoise(packet);
      return null;
    }
    count(ReceiveOutcome.UNEXPECTED_PAYLOAD);
    return null;
  }

  private void onComfortNoise(RtpPacket packet) {
    ComfortNoise description =
        ComfortNoise.parse(packet.datagram(), packet.payloadOffset(), packet.payloadLength());
    if (description == null) {
      count(ReceiveOutcome.MALFORMED);
    } else if (hasSource && packet.ssrc() != ssrc) {
      count(ReceiveOutcome.DISCONTINUITY);
    } else {
      count(ReceiveOutcome.COMFORT_NOISE);
      noise.take(description, packet.timestamp());
    }
  }

  private void onAudio(RtpPacket packet, long nowNs) {
    if (!follows(packet.ssrc())) {
      count(ReceiveOutcome.DISCONTINUITY);
      return;
    }
    count(
        ReceiveOutcome.of(
            jitterBuffer.insert(
                packet.sequenceNumber(),
                packet.timestamp(),
                packet.datagram(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNs)));
  }

  /** Whether a packet belongs to the stream; two in a row of another SSRC begin a new one. */
  private boolean follows(long packetSsrc) {
    if (hasSource && packetSsrc == ssrc) {
      nextSsrcSeen = false;
      sourceLeft = false;
      return true;
    }
    if (hasSource && !sourceLeft && !(nextSsrcSeen && packetSsrc == nextSsrc)) {
      nextSsrcSeen = true;
      nextSsrc = packetSsrc;
      return false;
    }
    if (hasSource) {
      jitterBuffer.reset();
      noise.forget();
    }
    hasSource = true;
    sourceLeft = false;
    ssrc = packetSsrc;
    nextSsrcSeen = false;
    return true;
  }

  private @Nullable Character onTelephoneEvent(RtpPacket packet, long nowNs) {
    TelephoneEvent event =
        TelephoneEvent.parse(packet.datagram(), packet.payloadOffset(), packet.payloadLength());
    if (event == null) {
      count(ReceiveOutcome.MALFORMED);
      return null;
    }
    count(ReceiveOutcome.DIGIT);
    boolean begins =
        digits.begins(event, packet.marker(), packet.ssrc(), packet.timestamp(), nowNs);
    return begins ? event.key() : null;
  }

  /** Plays the tick's 20 ms. */
  AudioFrame next(long deadlineNs) {
    limit.onTick();
    short[] samples = new short[jitterBuffer.frameSamples()];
    Playout playout = jitterBuffer.next(deadlineNs, samples);
    noise.onFrame(samples, playout, jitterBuffer);
    long arrivalNs = jitterBuffer.arrivalNs();
    if (digits.sounds(arrivalNs, deadlineNs)) {
      Arrays.fill(samples, (short) 0);
    }
    listenForTones(samples);
    meterConcealment();
    return new AudioFrame(samples, sampleRateHz, arrivalNs, deadlineNs);
  }

  private void listenForTones(short[] samples) {
    toneKey = 0;
    if (media.listensForTones()) {
      toneKey = tones.listen(samples);
      if (tones.sounds()) {
        Arrays.fill(samples, (short) 0);
      }
    }
  }

  /** The key whose tone was found in the last frame; 0 for none. */
  char toneKey() {
    return toneKey;
  }

  private void meterConcealment() {
    long total = jitterBuffer.statistics().concealedSamples();
    if (total > concealedSamples) {
      meters.concealed((int) (total - concealedSamples));
      concealedSamples = total;
    }
  }

  /** A datagram has come that is not played. */
  void count(ReceiveOutcome outcome) {
    outcomes.increment(outcome);
    meters.received(outcome);
  }

  /** The peer gave a sign of life other than media. */
  void onHeard(long nowNs) {
    lastHeardNs = nowNs;
  }

  /** When the peer was heard last, monotonic ns; the beginning of the call if never. */
  long lastHeardNs() {
    return lastHeardNs;
  }

  SourceLatch latch() {
    return latch;
  }

  /**
   * A source said BYE: it is not reported on (RFC 3550 §6.3.4) unless it goes on all the same. The
   * call's end is SIP's word.
   */
  void sourceLeft(long leavingSsrc) {
    sourceLeft |= hasSource && leavingSsrc == ssrc;
  }

  /** Whether audio came, so that {@link #ssrc} is known, and its source has not left. */
  boolean hasSource() {
    return hasSource && !sourceLeft;
  }

  long ssrc() {
    return ssrc;
  }

  /** Of the stream as it is coded now. */
  ReceptionStatistics statistics() {
    return jitterBuffer.statistics();
  }

  /** Of the whole call. */
  ReceptionTotals totals() {
    return formerBuffers.plus(jitterBuffer.statistics());
  }

  long bufferingDelayNs() {
    return jitterBuffer.bufferingDelayNs();
  }

  /** What the jitter buffer aims at, ns. */
  long targetDelayNs() {
    return jitterBuffer.targetDelayNs();
  }

  /** The longest delay that the jitter buffer may have. */
  int maxDelayMs() {
    return jitterSettings.maxDelayMs();
  }

  OutcomeCounts outcomes() {
    return outcomes;
  }

  /** Packets of the caller, whatever became of them, but for those beyond the limit. */
  long packets() {
    return packets;
  }
}
