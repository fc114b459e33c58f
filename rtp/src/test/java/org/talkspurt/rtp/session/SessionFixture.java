package org.talkspurt.rtp.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

/** A call on a manual clock and a fake network. */
final class SessionFixture implements MediaListener, MediaMeters {

  static final long MS = 1_000_000;
  static final long TICK_NS = PlayoutTicker.TICK_NS;
  static final int TELEPHONE_EVENT = 101;
  static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 4000);
  static final long WALL_CLOCK_MS = 1_700_000_000_250L;

  final ManualLoop loop = new ManualLoop();
  final List<AudioFrame> frames = new ArrayList<>();
  final StringBuilder digits = new StringBuilder();
  final List<Throwable> failures = new ArrayList<>();
  final Map<ReceiveOutcome, Integer> received = new EnumMap<>(ReceiveOutcome.class);
  final Map<SendOutcome, Integer> sent = new EnumMap<>(SendOutcome.class);
  final List<Long> jitters = new ArrayList<>();
  final List<Double> opinions = new ArrayList<>();
  long lostPackets;
  int concealedSamples;
  int mediaTimeouts;
  Consumer<AudioFrame> onFrame = _ -> {};

  final long openedNs = loop.nowNs();
  final PlayoutTicker ticker = new PlayoutTicker(loop::nowNs, loop::after, _ -> {});
  FakeTransport network;
  final RtpSession session;
  final Peer peer;

  SessionFixture() {
    this(media(20, MediaDirection.SENDRECV));
  }

  SessionFixture(NegotiatedMedia media) {
    try {
      session =
          new RtpSession(
              receiver -> network = new FakeTransport(loop, receiver),
              ticker,
              media,
              new MediaSettings("bot@example", JitterBufferSettings.DEFAULT, 30_000 * MS),
              this,
              this,
              new NtpClock(WALL_CLOCK_MS, openedNs),
              new Random(7));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    peer = peerAt(PEER);
  }

  static NegotiatedMedia media(int packetTimeMs, MediaDirection direction) {
    return media(new Pcmu(), 0, PEER, packetTimeMs, direction);
  }

  static NegotiatedMedia media(
      AudioCodec codec,
      int payloadType,
      InetSocketAddress remote,
      int packetTimeMs,
      MediaDirection direction) {
    return new NegotiatedMedia(
        remote,
        null,
        direction,
        codec,
        payloadType,
        payloadType,
        TELEPHONE_EVENT,
        packetTimeMs,
        MediaOptions.NONE,
        MediaEncryption.NONE);
  }

  /** Media both ways, with more agreed on than codec and address. */
  static NegotiatedMedia media(
      AudioCodec codec, int packetTimeMs, @Nullable Integer telephoneEvents, MediaOptions options) {
    return new NegotiatedMedia(
        PEER,
        null,
        MediaDirection.SENDRECV,
        codec,
        0,
        0,
        telephoneEvents,
        packetTimeMs,
        options,
        MediaEncryption.NONE);
  }

  /** Media both ways in PCMU, encrypted. */
  static NegotiatedMedia encrypted(MediaEncryption encryption) {
    NegotiatedMedia plain = media(20, MediaDirection.SENDRECV);
    return new NegotiatedMedia(
        plain.remoteRtp(),
        null,
        plain.direction(),
        plain.codec(),
        0,
        0,
        TELEPHONE_EVENT,
        20,
        MediaOptions.NONE,
        encryption);
  }

  Peer peerAt(InetSocketAddress address) {
    return new Peer(network.receiver, address);
  }

  /** The bot sends back what it hears. */
  SessionFixture echoing() {
    onFrame = frame -> session.sink().offer(frame.samples());
    return this;
  }

  void tick() {
    loop.advance(TICK_NS);
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  /** The peer speaks for some ticks. */
  void peerSays(int level, int count) {
    for (int i = 0; i < count; i++) {
      peer.says(level);
      tick();
    }
  }

  List<FakeTransport.Sent> sentPackets() {
    return network.rtp;
  }

  @Override
  public void onFrame(AudioFrame frame) {
    frames.add(frame);
    onFrame.accept(frame);
  }

  @Override
  public void onDigit(char key) {
    digits.append(key);
  }

  @Override
  public void onMediaTimeout() {
    mediaTimeouts++;
  }

  @Override
  public void onEncryptionFailed(String reason) {
    failures.add(new IllegalStateException(reason));
  }

  @Override
  public void onFailure(Throwable failure) {
    failures.add(failure);
  }

  @Override
  public void received(ReceiveOutcome outcome) {
    received.merge(outcome, 1, Integer::sum);
  }

  @Override
  public void sent(SendOutcome outcome) {
    sent.merge(outcome, 1, Integer::sum);
  }

  @Override
  public void lost(long packets) {
    lostPackets += packets;
  }

  @Override
  public void concealed(int samples) {
    concealedSamples += samples;
  }

  @Override
  public void interarrivalJitter(long jitterNs) {
    jitters.add(jitterNs);
  }

  @Override
  public void callMos(double mos) {
    opinions.add(mos);
  }

  @Override
  public void tickLateness(long latenessNs) {}
}
