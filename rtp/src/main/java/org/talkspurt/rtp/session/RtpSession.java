package org.talkspurt.rtp.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.packet.RtpPacket;

/**
 * The media of one call: what the caller says goes to a {@link MediaListener}, what is offered to
 * {@link #sink} is said. Confined to the call's home loop, close included.
 */
public final class RtpSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RtpSession.class);
  private static final SecureRandom SECURE_RANDOM = new SecureRandom();

  /** Opens the transport of a session. */
  @FunctionalInterface
  interface TransportOpener {
    MediaTransport open(MediaTransport.Receiver receiver) throws IOException;
  }

  private final ProtectedTransport transport;
  private final PlayoutTicker ticker;
  private final MediaSettings settings;
  private final MediaListener listener;
  private final MediaMeters meters;
  private final SwitchedCodec codec;
  private final OutboundAudio outbound;
  private final RtpReceiver receiver;
  private final RtpSender sender;
  private final RtcpReporter rtcp;
  private final CallQuality quality;
  private final Loop loop = new Loop();

  private NegotiatedMedia media;
  private EchoCanceller echo = EchoCanceller.NONE;
  private SoundTap tap = SoundTap.NONE;
  private @Nullable InetSocketAddress learnedRtcp;
  private long packetsAtLastReport;
  private long lostReported;

  /** Some of them may have been on their way still. */
  private long lostAtLastReport;

  private boolean timedOut;
  private boolean closed;

  RtpSession(
      TransportOpener opener,
      PlayoutTicker ticker,
      NegotiatedMedia media,
      MediaSettings settings,
      MediaListener listener,
      MediaMeters meters,
      NtpClock ntp,
      RandomGenerator random)
      throws IOException {
    this.ticker = ticker;
    this.media = media;
    this.settings = settings;
    this.listener = listener;
    this.meters = meters;
    long nowNs = ticker.nowNs();
    LongSupplier clock = ticker::nowNs;
    codec = new SwitchedCodec(media.codec());
    outbound = new OutboundAudio(codec.sampleRateHz());
    receiver = new RtpReceiver(media, codec, settings.jitterBuffer(), meters, nowNs);
    transport =
        new ProtectedTransport(
            opener.open(loop),
            receiver.latch()::destination,
            this::rtcpDestination,
            reason -> {
              if (!closed) {
                listener.onEncryptionFailed(reason);
              }
            });
    transport.use(media.encryption(), media.options().rtcpMux());
    sender = new RtpSender(transport, outbound, codec, meters, clock, random);
    sender.use(media.sendPayloadType(), media.packetTimeMs(), media.options());
    rtcp = new RtcpReporter(sender, receiver, ntp, settings.cname(), random, nowNs);
    rtcp.use(media.options());
    quality = rtcp.quality();
    ticker.join(loop);
  }

  /**
   * Opens the media of a call. Datagrams that came before are dropped.
   *
   * @param loop the call's home loop, on which this is called
   * @param ports given back by {@link #close}
   * @throws IllegalStateException if the ports have been released; they cannot be used then
   */
  public static RtpSession open(
      MediaLoop loop,
      RtpPorts ports,
      NegotiatedMedia media,
      MediaSettings settings,
      MediaListener listener,
      MediaMeters meters) {
    assert loop.inLoop();
    NtpClock ntp = new NtpClock(PlayoutTicker.wallClockMs(), loop.nowNs());
    try {
      return new RtpSession(
          receiver -> new UdpTransport(loop, ports, receiver),
          loop.ticker(),
          media,
          settings,
          listener,
          meters,
          ntp,
          SECURE_RANDOM);
    } catch (IOException e) {
      throw new IllegalStateException("RTP port " + ports.rtpPort() + " cannot be used", e);
    }
  }

  /** What the caller hears. */
  public AudioSink sink() {
    return outbound;
  }

  /**
   * Presses keys for the peer to hear: as telephone events if these were agreed on, else as tones.
   * What is being said waits meanwhile.
   *
   * @param keys some of {@code 0-9 * # A-D}, in either case
   * @return false if too many are waiting; none of these is pressed then
   * @throws IllegalArgumentException if one of them is no key
   */
  public boolean sendDigits(String keys) {
    assert transport.inLoop();
    return sender.digits().offer(keys);
  }

  /**
   * Has our own voice taken out of the caller's from now on.
   *
   * @param canceller made for the {@link #sink}'s sample rate; serves this call only, and is closed
   *     with it or when another takes its place
   */
  public void cancelEcho(EchoCanceller canceller) {
    assert transport.inLoop();
    if (closed) {
      canceller.close();
      return;
    }
    echo.close();
    echo = canceller;
    sender.tell(canceller);
  }

  /**
   * Hands both sides over from now on: the caller's after concealment and before the echo
   * canceller, ours as it is sent. While the call is on hold neither is.
   *
   * @param next takes the place of the one before; told nothing once the session is closed
   */
  public void tap(SoundTap next) {
    assert transport.inLoop();
    tap = next;
    sender.tell(next);
  }

  /**
   * A new offer and answer were agreed on. What waits in the sink stays; it stands still while the
   * direction does not send. The PCM's rate stays as well, whatever the new codec's is. A codec
   * that is the same as before goes on; the new one is closed.
   */
  public void update(NegotiatedMedia next) {
    assert transport.inLoop();
    if (codec.is(next.codec())) {
      next.codec().close();
    } else {
      codec.become(next.codec());
      receiver.codecChanged();
    }
    media = next;
    learnedRtcp = null;
    timedOut = false;
    transport.use(next.encryption(), next.options().rtcpMux());
    receiver.use(next, ticker.nowNs());
    rtcp.use(next.options());
    sender.use(next.sendPayloadType(), next.packetTimeMs(), next.options());
  }

  /** What happened so far; also after {@link #close}. */
  public MediaStatistics statistics() {
    assert transport.inLoop();
    var reception = receiver.totals();
    var outcomes = receiver.outcomes();
    return new MediaStatistics(
        receiver.packets(),
        sender.packets(),
        sender.failures(),
        reception.lost(),
        reception.late(),
        reception.duplicates(),
        reception.reordered(),
        reception.overflows(),
        reception.recovered(),
        outcomes.of(
            ReceiveOutcome.MALFORMED, ReceiveOutcome.OVERSIZED, ReceiveOutcome.UNEXPECTED_PAYLOAD),
        outcomes.of(ReceiveOutcome.FOREIGN, ReceiveOutcome.LEARNING),
        outcomes.of(ReceiveOutcome.FORGED, ReceiveOutcome.REPLAYED),
        outcomes.of(ReceiveOutcome.RATE_LIMITED),
        reception.concealedSamples(),
        receiver.statistics().jitterNs(),
        rtcp.roundTripNs(),
        receiver.bufferingDelayNs(),
        quality.ofCall(media.packetTimeMs()),
        rtcp.heardByPeer());
  }

  /** Says goodbye by RTCP, closes the sockets and gives the ports back. Idempotent. */
  @Override
  public void close() {
    assert transport.inLoop();
    if (closed) {
      return;
    }
    closed = true;
    ticker.leave(loop);
    long nowNs = ticker.nowNs();
    try {
      if (rtcp.owesBye()) {
        sendRtcp(rtcp.writeBye(nowNs, media.packetTimeMs(), transport.sendBuffer()));
      }
      meterLoss(receiver.totals().lost());
      meter(quality.ofCall(media.packetTimeMs()));
    } finally {
      echo.close();
      codec.close();
      transport.close(nowNs);
    }
  }

  private void fail(Throwable failure) {
    try {
      try {
        close();
      } finally {
        listener.onFailure(failure);
      }
    } catch (Throwable second) {
      // Whoever called must not see it: Netty stops the loop for a second on an exception.
      second.addSuppressed(failure);
      LOG.error("A call's media failed, and so did ending it", second);
    }
  }

  private void tick(long deadlineNs) {
    transport.onTick();
    var frame = receiver.next(deadlineNs);
    tap.onTick(deadlineNs);
    if (media.direction().receives() && media.direction().sends()) {
      tap.onReceived(frame.samples());
    }
    echo.onReceived(frame.samples());
    if (media.direction().receives()) {
      quality.onTick();
      listener.onFrame(frame);
      if (receiver.toneKey() != 0 && !closed) {
        listener.onDigit(receiver.toneKey());
      }
      reportSilence(deadlineNs);
    }
    if (closed) {
      return; // by the listener
    }
    boolean sends = media.direction().sends() && transport.ready();
    sender.onTick(deadlineNs, sends ? receiver.latch().destination() : null);
    if (rtcp.due(deadlineNs)) {
      report();
    }
  }

  private void reportSilence(long deadlineNs) {
    boolean silent = deadlineNs - receiver.lastHeardNs() >= settings.mediaTimeoutNs();
    if (silent && !timedOut && !closed) {
      listener.onMediaTimeout();
    }
    timedOut = silent;
  }

  private void report() {
    sendRtcp(rtcp.writeReport(ticker.nowNs(), media.packetTimeMs(), transport.sendBuffer()));
    if (receiver.packets() > packetsAtLastReport) {
      meters.interarrivalJitter(receiver.statistics().jitterNs());
    }
    packetsAtLastReport = receiver.packets();
    long lost = receiver.totals().lost();
    meterLoss(Math.min(lost, lostAtLastReport));
    lostAtLastReport = lost;
    meter(quality.ofInterval(media.packetTimeMs()));
  }

  private void meterLoss(long lost) {
    if (lost > lostReported) {
      meters.lost(lost - lostReported);
      lostReported = lost;
    }
  }

  private void meter(@Nullable Double mos) {
    if (mos != null) {
      meters.callMos(mos);
    }
  }

  private void readRtp(byte[] datagram, int length, InetSocketAddress source) {
    int plain = length;
    if (transport.encrypts()) {
      plain = open(datagram, length, source);
      if (plain < 0) {
        return;
      }
    }
    Character key = receiver.onDatagram(datagram, plain, source, ticker.nowNs());
    if (key != null) {
      listener.onDigit(key);
    }
  }

  /** Nothing is learned from a packet before it is authentic; {@code < 0} for one that is not. */
  private int open(byte[] datagram, int length, InetSocketAddress source) {
    if (receiver.latch().refuses(source)) {
      receiver.count(ReceiveOutcome.FOREIGN);
    } else if (transport.takesHandshake(false, datagram, length)) {
      transport.onHandshake(false, datagram, length, source);
    } else if (!RtpPacket.looksLikeRtp(datagram, length)) {
      receiver.count(ReceiveOutcome.MALFORMED);
    } else {
      int plain = transport.open(datagram, length, false);
      if (plain < 0) {
        receiver.count(MediaProtection.outcome(plain));
      }
      return plain;
    }
    return -1;
  }

  /**
   * @param ofPeer whether it comes from where the caller is known to be
   */
  private void readRtcp(byte[] datagram, int length, InetSocketAddress source, boolean ofPeer) {
    if (!ofPeer) {
      receiver.count(ReceiveOutcome.FOREIGN);
    } else if (transport.takesHandshake(true, datagram, length)) {
      transport.onHandshake(true, datagram, length, source);
    } else if (length > DatagramBuffer.MAX_BYTES) {
      receiver.count(ReceiveOutcome.OVERSIZED);
    } else {
      int plain = transport.open(datagram, length, true);
      if (plain < 0) {
        receiver.count(MediaProtection.outcome(plain));
      } else if (!rtcp.read(datagram, plain, ticker.nowNs())) {
        receiver.count(ReceiveOutcome.MALFORMED);
      } else {
        receiver.onHeard(ticker.nowNs());
        learnedRtcp = receiver.latch().learned() ? source : null;
      }
    }
  }

  private void sendRtcp(int length) {
    if (media.options().rtcpMux()) {
      InetSocketAddress shared = receiver.latch().destination();
      if (shared != null) {
        transport.sendRtp(length, shared);
      }
      return;
    }
    InetSocketAddress destination = rtcpDestination();
    if (destination != null) {
      transport.sendRtcp(length, destination); // a lost report is made up for by the next
    }
  }

  private @Nullable InetSocketAddress rtcpDestination() {
    if (learnedRtcp != null) {
      return learnedRtcp;
    }
    InetSocketAddress rtp = receiver.latch().destination();
    if (media.remoteRtcp() != null && !receiver.latch().learned()) {
      return media.remoteRtcp();
    }
    return rtp == null || rtp.getPort() == 65_535
        ? null
        : new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
  }

  /** The loop's calls into the session; a failure in any of them is the session's end. */
  private final class Loop implements Tickable, MediaTransport.Receiver {

    @Override
    public void onTick(long deadlineNs) {
      tick(deadlineNs);
    }

    @Override
    public void onTickFailure(Throwable failure) {
      fail(failure);
    }

    @Override
    public void onRtp(byte[] datagram, int length, InetSocketAddress source) {
      try {
        if (media.options().rtcpMux() && RtpPacket.looksLikeRtcp(datagram, length)) {
          readRtcp(datagram, length, source, source.equals(receiver.latch().destination()));
        } else {
          readRtp(datagram, length, source);
        }
      } catch (Throwable failure) {
        fail(failure);
      }
    }

    @Override
    public void onRtcp(byte[] datagram, int length, InetSocketAddress source) {
      try {
        InetSocketAddress peer = receiver.latch().destination();
        boolean ofPeer = peer != null && source.getAddress().equals(peer.getAddress());
        readRtcp(datagram, length, source, ofPeer);
      } catch (Throwable failure) {
        fail(failure);
      }
    }

    @Override
    public void onBroken(Throwable cause) {
      fail(cause);
    }
  }
}
