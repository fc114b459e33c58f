package org.talkspurt.rtp.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;

/** {@link MediaTransport} over the sockets of a pair of ports. */
final class UdpTransport implements MediaTransport {

  /** 16 times what a peer sends in a tick at 10 ms per packet, to catch up after a stall. */
  private static final int RTP_DATAGRAMS_PER_TICK = 32;

  /** RTCP comes every few seconds; a tick's worth is a small burst of it. */
  private static final int RTCP_DATAGRAMS_PER_TICK = 4;

  private final MediaLoop loop;
  private final RtpPorts ports;
  private final DatagramBuffer toSend;
  private final MediaSocket rtp;
  private final MediaSocket rtcp;

  /**
   * Begins to receive. On the loop.
   *
   * @throws IOException if the sockets are closed; the ports are still the caller's then
   */
  UdpTransport(MediaLoop loop, RtpPorts ports, Receiver receiver) throws IOException {
    this.loop = loop;
    this.ports = ports;
    this.toSend = loop.toSend();
    SocketPair sockets = ports.sockets();
    rtp =
        MediaSocket.open(
            sockets.rtp(), loop, RTP_DATAGRAMS_PER_TICK, receiver::onRtp, receiver::onBroken);
    try {
      rtcp =
          MediaSocket.open(
              sockets.rtcp(), loop, RTCP_DATAGRAMS_PER_TICK, receiver::onRtcp, receiver::onBroken);
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
  }

  @Override
  public boolean inLoop() {
    return loop.inLoop();
  }

  @Override
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException _) {
      // shut down, and the call with it
    }
  }

  @Override
  public byte[] sendBuffer() {
    return toSend.bytes();
  }

  @Override
  public boolean sendRtp(int length, InetSocketAddress destination) {
    return rtp.send(toSend.filled(length), destination);
  }

  @Override
  public boolean sendRtcp(int length, InetSocketAddress destination) {
    return rtcp.send(toSend.filled(length), destination);
  }

  @Override
  public void onTick() {
    rtp.onTick();
    rtcp.onTick();
  }

  @Override
  public void close(long nowNs) {
    rtp.close();
    rtcp.close();
    ports.release(nowNs);
  }
}
