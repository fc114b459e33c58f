package org.talkspurt.gateway.caller.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sdp.LocalMedia;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.AdvertisedAddress;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.InviteFacts;
import org.talkspurt.gateway.sip.InviteListener;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.OutgoingCall;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipEndpoint;
import org.talkspurt.gateway.sip.SipMeters;
import org.talkspurt.gateway.sip.SipSettings;
import org.talkspurt.gateway.sip.SipTransport;
import org.talkspurt.gateway.sip.SourcePolicy;

/** Dials as a caller does; any number of calls at a time. Thread-safe. */
public final class CallerPhone implements AutoCloseable {

  private static final Duration RING_TIMEOUT = Duration.ofSeconds(30);
  private static final int PACKETS_PER_SECOND = 50;
  private static final String USER = "simulated-caller";

  private final ExecutorService home =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("caller-sip").factory());
  private final Target target;
  private final NextHop hop;
  private final SipEndpoint endpoint;

  /**
   * Whom to call.
   *
   * @param host as it stands in headers
   */
  public record Target(String uri, String host, NextHop hop) {

    /** Looks a host up; blocks. Its SRV records do not count. */
    public static Target of(String uri, String host, int port) throws UnknownHostException {
      SipDestination destination = new SipDestination(host, port, SipTransport.UDP);
      return new Target(
          uri,
          destination.uriHost(),
          new NextHop(
              new InetSocketAddress(InetAddress.getByName(host), port > 0 ? port : 5_060),
              SipTransport.UDP));
    }

    /** Whether it is on this machine or in a private network. */
    public boolean isNear() {
      return SourcePolicy.privateNetworks().allows(hop.address().getAddress());
    }
  }

  /** A phone that listens on a free port. */
  public CallerPhone(Target target) {
    this.target = target;
    this.hop = target.hop();
    endpoint = new SipEndpoint(settings(hop.address().getAddress()), new Nobody(), SipMeters.NONE);
    endpoint.start();
  }

  private static SipSettings settings(InetAddress peer) {
    SipSettings defaults = SipSettings.defaults();
    return new SipSettings(
        peer.isLoopbackAddress() ? peer.getHostAddress() : defaults.bindAddress(),
        0,
        AdvertisedAddress.NONE,
        SourcePolicy.privateNetworks().or(peer::equals),
        defaults.callers(),
        false,
        defaults.maxMessageSizeBytes(),
        defaults.maxCalls(),
        defaults.limits(),
        defaults.idleConnection(),
        defaults.timerT1(),
        defaults.maxRinging(),
        defaults.sessionTimer(),
        null);
  }

  /**
   * Dials and returns when the call is answered.
   *
   * @param longest of the call: what is heard after it is not kept
   * @throws IOException saying how it was refused
   */
  public CallerLine dial(Duration longest) throws IOException {
    InetAddress local = endpoint.localAddress(hop);
    CallerMedia media =
        new CallerMedia(local, Math.toIntExact(longest.toSeconds() + 10) * PACKETS_PER_SECOND);
    try {
      SdpNegotiator negotiator =
          new SdpNegotiator(
              new LocalMedia(
                  List.of(SdpCodec.PCMU),
                  true,
                  local,
                  media.port(),
                  20,
                  false,
                  EncryptionPolicy.OFF,
                  null),
              ThreadLocalRandom.current().nextLong(1L << 32));
      String callId = UUID.randomUUID().toString();
      OutgoingCall call =
          new OutgoingCall(
              callId,
              target.uri(),
              new OutgoingCall.Caller(USER, "", target.host()),
              List.of(hop),
              null,
              List.of(),
              local,
              negotiator.offer(),
              RING_TIMEOUT,
              null,
              _ -> false);
      CallerLine line = new CallerLine(callId, media, negotiator);
      line.begin(endpoint.dial(call, home, line));
      line.answered().get(RING_TIMEOUT.toSeconds() + 5, TimeUnit.SECONDS);
      return line;
    } catch (ExecutionException | TimeoutException e) {
      media.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("not answered: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      media.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Where it listens for requests within its calls; it takes no calls itself. */
  public int port() {
    return endpoint.port();
  }

  /** Takes no calls. */
  private final class Nobody implements InviteListener {
    @Override
    public Executor assignLoop(InviteFacts facts) {
      return home;
    }

    @Override
    public void onInvite(IncomingInvite invite) {
      invite.reject(480, null, null);
    }
  }

  /** Stops; calls that still stand get no BYE. */
  @Override
  public void close() {
    endpoint.stop();
    home.shutdown();
  }
}
