package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.packet.RtpPacket;

/** Encrypts what a call sends, and opens what it gets, as offer and answer say. */
final class ProtectedTransport implements MediaTransport {

  private final MediaTransport transport;
  private final MediaProtection rtp;
  private final MediaProtection rtcp;
  private boolean rtcpApart;

  /**
   * @param rtpDestination where RTP goes, null while that is unknown; so for RTCP
   * @param failures told why a handshake failed, on the loop
   */
  ProtectedTransport(
      MediaTransport transport,
      Supplier<@Nullable InetSocketAddress> rtpDestination,
      Supplier<@Nullable InetSocketAddress> rtcpDestination,
      Consumer<String> failures) {
    this.transport = transport;
    rtp =
        new MediaProtection(
            transport::execute,
            (datagram, to) -> transport.sendRtp(fill(datagram), to),
            rtpDestination,
            failures);
    rtcp =
        new MediaProtection(
            transport::execute,
            (datagram, to) -> transport.sendRtcp(fill(datagram), to),
            rtcpDestination,
            failures);
  }

  private int fill(byte[] datagram) {
    System.arraycopy(datagram, 0, sendBuffer(), 0, datagram.length);
    return datagram.length;
  }

  /** A new offer and answer were agreed on. */
  void use(MediaEncryption agreed, boolean rtcpMux) {
    // Keys of the descriptions are for both; a handshake's for the port it was made on.
    rtcpApart = agreed instanceof MediaEncryption.Dtls && !rtcpMux;
    rtp.use(agreed);
    rtcp.use(rtcpApart ? agreed : MediaEncryption.NONE);
  }

  private MediaProtection of(boolean isRtcp) {
    return isRtcp && rtcpApart ? rtcp : rtp;
  }

  /** Whether what comes in is encrypted, so that nothing is known of it before it is opened. */
  boolean encrypts() {
    return rtp.encrypts();
  }

  /** Whether audio may be sent: in the clear, or with the keys at hand. */
  boolean ready() {
    return rtp.ready();
  }

  /** Whether a datagram on the port of RTP, or of RTCP, belongs to a handshake. */
  boolean takesHandshake(boolean onRtcp, byte[] datagram, int length) {
    return of(onRtcp).takesHandshake(datagram, length);
  }

  void onHandshake(boolean onRtcp, byte[] datagram, int length, InetSocketAddress source) {
    of(onRtcp).onHandshake(datagram, length, source);
  }

  /** See {@link MediaProtection#open}. */
  int open(byte[] datagram, int length, boolean isRtcp) {
    return of(isRtcp).open(datagram, length, isRtcp);
  }

  @Override
  public boolean inLoop() {
    return transport.inLoop();
  }

  @Override
  public void execute(Runnable task) {
    transport.execute(task);
  }

  @Override
  public byte[] sendBuffer() {
    return transport.sendBuffer();
  }

  @Override
  public boolean sendRtp(int length, InetSocketAddress destination) {
    boolean isRtcp = RtpPacket.looksLikeRtcp(sendBuffer(), length);
    int sealed = of(isRtcp).seal(sendBuffer(), length, isRtcp);
    return sealed >= 0 && transport.sendRtp(sealed, destination);
  }

  @Override
  public boolean sendRtcp(int length, InetSocketAddress destination) {
    int sealed = of(true).seal(sendBuffer(), length, true);
    return sealed >= 0 && transport.sendRtcp(sealed, destination);
  }

  @Override
  public void onTick() {
    transport.onTick();
    rtp.onTick();
    rtcp.onTick();
  }

  @Override
  public void close(long nowNs) {
    rtp.close();
    rtcp.close();
    transport.close(nowNs);
  }
}
