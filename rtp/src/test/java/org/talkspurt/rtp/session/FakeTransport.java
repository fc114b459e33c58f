package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpReader;
import org.talkspurt.rtp.packet.RtpPacket;

/** A network that keeps what is sent. */
final class FakeTransport implements MediaTransport {

  record Sent(RtpPacket packet, InetSocketAddress destination, long atNs) {
    byte[] payload() {
      int from = packet.payloadOffset();
      return Arrays.copyOfRange(packet.datagram(), from, from + packet.payloadLength());
    }
  }

  record SentRtcp(List<RtcpPacket> packets, InetSocketAddress destination, long atNs) {}

  final List<Sent> rtp = new ArrayList<>();
  final List<SentRtcp> rtcp = new ArrayList<>();
  final Receiver receiver;
  int closes;

  /** How many of {@link #rtcp} left from the RTP port. */
  int muxedRtcp;

  boolean congested;

  /** The peer's, if it encrypts. */
  @Nullable SrtpContext srtp;

  private final ManualLoop loop;
  private final byte[] sendBuffer = new byte[DatagramBuffer.MAX_BYTES + 1];

  FakeTransport(ManualLoop loop, Receiver receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public void execute(Runnable task) {
    loop.after(0, task);
  }

  @Override
  public byte[] sendBuffer() {
    return sendBuffer;
  }

  @Override
  public boolean sendRtp(int length, InetSocketAddress destination) {
    if (congested) {
      return false;
    }
    if (RtpPacket.looksLikeRtcp(sendBuffer, length)) {
      muxedRtcp++;
      return sendRtcp(length, destination);
    }
    byte[] copy = Arrays.copyOf(sendBuffer, length);
    int plain = srtp == null ? length : srtp.unprotectRtp(copy, length);
    rtp.add(
        new Sent(Objects.requireNonNull(RtpPacket.parse(copy, plain)), destination, loop.nowNs()));
    return true;
  }

  @Override
  public boolean sendRtcp(int length, InetSocketAddress destination) {
    byte[] copy = Arrays.copyOf(sendBuffer, length);
    int plain = srtp == null ? length : srtp.unprotectRtcp(copy, length);
    rtcp.add(
        new SentRtcp(
            Objects.requireNonNull(RtcpReader.read(copy, plain)), destination, loop.nowNs()));
    return true;
  }

  @Override
  public void onTick() {}

  @Override
  public void close(long nowNs) {
    closes++;
  }
}
