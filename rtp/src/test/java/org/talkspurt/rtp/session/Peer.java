package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.packet.ComfortNoise;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpWriter;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.packet.TelephoneEvent;

/** The telephone at the other end of a {@link SessionFixture}'s call: PCMU, 20 ms. */
final class Peer {

  static final long SSRC = 0xCAFE_0001L;

  private final MediaTransport.Receiver bot;
  private final InetSocketAddress address;
  private final Pcmu codec = new Pcmu();
  int payloadType;
  long ssrc = SSRC;
  @Nullable SrtpContext srtp;
  int sequenceNumber = 65_500; // soon wraps
  long timestamp = 0xFFFF_F000L;

  Peer(MediaTransport.Receiver bot, InetSocketAddress address) {
    this.bot = bot;
    this.address = address;
  }

  /** Sends 20 ms of a constant. */
  void says(int level) {
    short[] pcm = new short[160];
    Arrays.fill(pcm, (short) level);
    sends(pcm);
  }

  /** Sends 20 ms. */
  void sends(short[] pcm) {
    byte[] payload = new byte[160];
    codec.encode(pcm, 160, payload);
    sends(payloadType, false, timestamp, payload);
    timestamp = (timestamp + 160) & 0xFFFF_FFFFL;
  }

  /** Sends 20 ms that never come. */
  void losesOne() {
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    timestamp = (timestamp + 160) & 0xFFFF_FFFFL;
  }

  /** Sends one packet of a key; the clock goes on with {@link #says}. */
  void presses(char key, boolean marker, boolean end, long eventTimestamp, int duration) {
    byte[] payload = new byte[TelephoneEvent.BYTES];
    new TelephoneEvent(TelephoneEvent.eventOf(key), end, 10, duration).write(payload, 0);
    sends(SessionFixture.TELEPHONE_EVENT, marker, eventTimestamp, payload);
  }

  /** Sends a description of its background; the clock stays. */
  void describesNoise(int level, int... reflections) {
    byte[] payload = new byte[1 + reflections.length];
    payload[0] = (byte) level;
    for (int i = 0; i < reflections.length; i++) {
      payload[1 + i] = (byte) reflections[i];
    }
    sends(ComfortNoise.PAYLOAD_TYPE, false, timestamp, payload);
  }

  /** Sends an empty one. */
  void describesNothing() {
    sends(ComfortNoise.PAYLOAD_TYPE, false, timestamp, new byte[0]);
  }

  private void sends(int type, boolean marker, long packetTimestamp, byte[] payload) {
    byte[] datagram = new byte[200];
    int length =
        RtpPacket.write(
            datagram,
            marker,
            type,
            sequenceNumber,
            packetTimestamp,
            ssrc,
            payload,
            0,
            payload.length);
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    sendsDatagram(datagram, length);
  }

  void sendsDatagram(byte[] datagram, int length) {
    byte[] wire = srtp == null ? datagram : Arrays.copyOf(datagram, 1501);
    bot.onRtp(wire, srtp == null ? length : srtp.protectRtp(wire, length), address);
  }

  void reports(RtcpPacket... packets) {
    byte[] datagram = new byte[1501];
    int length = RtcpWriter.write(List.of(packets), datagram);
    bot.onRtcp(
        datagram,
        srtp == null ? length : srtp.protectRtcp(datagram, length),
        new InetSocketAddress(address.getAddress(), address.getPort() + 1));
  }
}
