package org.talkspurt.rtp.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.G722;
import org.talkspurt.rtp.codec.L16;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.crypto.SrtpKeys;
import org.talkspurt.rtp.crypto.SrtpProfile;
import org.talkspurt.rtp.packet.FuzzMeter;

/**
 * Datagrams that a peer never should send, from the peer's own address. As many as {@code
 * -Dtalkspurt.fuzz.inputs} says, for each codec.
 */
class DatagramFuzzTest {

  private static final int INPUTS = Integer.getInteger("talkspurt.fuzz.inputs", 50_000);

  /** Within what the limit admits, so that they are really dealt with. */
  private static final int PER_TICK = 8;

  private static final int PAYLOAD_TYPE = 96;

  private enum Codec {
    PCMU,
    G722,
    L16;

    AudioCodec create() {
      return switch (this) {
        case PCMU -> new Pcmu();
        case G722 -> new G722();
        case L16 -> new L16(16_000);
      };
    }
  }

  private final Random random = new Random(10);
  private int sequenceNumber;
  private int timestamp;

  @ParameterizedTest
  @EnumSource
  void nothingThatCanBeSentEndsACall(Codec codec) {
    SessionFixture call =
        new SessionFixture(
            SessionFixture.media(
                codec.create(), PAYLOAD_TYPE, SessionFixture.PEER, 20, MediaDirection.SENDRECV));
    call.echoing();
    long ticks = 0;
    FuzzMeter meter = new FuzzMeter();
    for (int sent = 0; sent < INPUTS; sent++) {
      byte[] datagram = random.nextInt(8) == 0 ? rubbish() : mutated(random.nextInt(4) == 0);
      boolean rtcp = random.nextInt(8) == 0;
      meter.measure(() -> come(call, datagram, datagram.length, rtcp));
      if (sent % PER_TICK == 0) {
        meter.measure(call::tick);
        ticks++;
        assertThat(call.failures).as("after input %d", sent).isEmpty();
        assertThat(call.frames).hasSize(1);
        call.frames.clear();
        call.network.rtp.clear();
        call.digits.setLength(0);
      }
    }
    meter.report("RTP and RTCP into a call in " + codec + " and its ticks");
    assertThat(call.failures).isEmpty();
    assertThat(call.sent.get(SendOutcome.SENT)).isEqualTo((int) ticks);
    // The mutants reached all the way in, and were refused for every reason there is.
    assertThat(call.received)
        .containsKeys(
            ReceiveOutcome.MALFORMED,
            ReceiveOutcome.DIGIT,
            ReceiveOutcome.DISCONTINUITY,
            ReceiveOutcome.UNEXPECTED_PAYLOAD,
            ReceiveOutcome.ACCEPTED);
  }

  /** Of what is encrypted with the peer's key, too, nothing can be relied on. */
  @Test
  void nothingThatCanBeSentEndsAnEncryptedCall() {
    SrtpKeys ours = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    SrtpKeys theirs = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    SessionFixture call =
        new SessionFixture(SessionFixture.encrypted(new MediaEncryption.Sdes(ours, theirs)));
    call.echoing();
    SrtpContext peer = new SrtpContext(theirs, ours);
    call.network.srtp = peer;
    FuzzMeter meter = new FuzzMeter();
    for (int sent = 0; sent < INPUTS; sent++) {
      byte[] plain = random.nextInt(8) == 0 ? rubbish() : mutated(random.nextInt(4) == 0);
      byte[] datagram = Arrays.copyOf(plain, DatagramBuffer.MAX_BYTES + 1);
      int length = plain.length;
      boolean rtcp = random.nextInt(8) == 0;
      if (plain.length >= 12 && random.nextInt(4) > 0) {
        ByteBuffer.wrap(datagram).putInt(rtcp ? 4 : 8, 77); // the peer's context is of one SSRC
        if (!rtcp && random.nextInt(16) > 0) {
          ByteBuffer.wrap(datagram).putShort(2, (short) sent);
          datagram[1] = datagram[1] == PAYLOAD_TYPE ? 0 : datagram[1];
        }
        int sealed = seal(peer, datagram, length, rtcp);
        length = sealed < 0 ? length : sealed;
      }
      int wire = length;
      meter.measure(() -> come(call, datagram, wire, rtcp));
      if (sent % PER_TICK == 0) {
        meter.measure(call::tick);
        assertThat(call.failures).as("after input %d", sent).isEmpty();
        assertThat(call.frames).hasSize(1);
        call.frames.clear();
        call.network.rtp.clear();
        call.digits.setLength(0);
      }
    }
    meter.report("SRTP and SRTCP into a call and its ticks");
    assertThat(call.failures).isEmpty();
    assertThat(call.received)
        .containsKeys(
            ReceiveOutcome.MALFORMED,
            ReceiveOutcome.FORGED,
            ReceiveOutcome.REPLAYED,
            ReceiveOutcome.DIGIT,
            ReceiveOutcome.UNEXPECTED_PAYLOAD,
            ReceiveOutcome.ACCEPTED);
  }

  private static void come(SessionFixture call, byte[] datagram, int length, boolean rtcp) {
    if (rtcp) {
      call.network.receiver.onRtcp(datagram, length, SessionFixture.PEER);
    } else {
      call.network.receiver.onRtp(datagram, length, SessionFixture.PEER);
    }
  }

  /** As the peer would, were it to send such things; what the library cannot stays plain. */
  private static int seal(SrtpContext peer, byte[] datagram, int length, boolean rtcp) {
    try {
      return rtcp ? peer.protectRtcp(datagram, length) : peer.protectRtp(datagram, length);
    } catch (RuntimeException _) {
      return -1;
    }
  }

  private byte[] rubbish() {
    byte[] datagram = new byte[random.nextInt(DatagramBuffer.MAX_BYTES + 1)];
    random.nextBytes(datagram);
    return datagram;
  }

  private byte[] mutated(boolean rtcp) {
    byte[] datagram = rtcp ? report() : packet();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(Math.min(datagram.length, random.nextBoolean() ? 20 : 400));
      datagram[at] = (byte) (random.nextBoolean() ? random.nextInt() : datagram[at] ^ 1 << i);
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(datagram, random.nextInt(2 * datagram.length))
        : datagram;
  }

  /** Audio or a key press, in sequence mostly. */
  private byte[] packet() {
    boolean digit = random.nextInt(6) == 0;
    sequenceNumber += random.nextInt(16) == 0 ? random.nextInt(1 << 16) : 1;
    timestamp += random.nextInt(16) == 0 ? random.nextInt() : 160;
    byte[] datagram = new byte[12 + (digit ? 4 : random.nextInt(8) * 40)];
    random.nextBytes(datagram);
    datagram[0] = (byte) 0x80;
    datagram[1] = (byte) (digit ? SessionFixture.TELEPHONE_EVENT : PAYLOAD_TYPE);
    ByteBuffer.wrap(datagram)
        .putShort(2, (short) sequenceNumber)
        .putInt(4, timestamp)
        .putInt(8, random.nextInt(32) == 0 ? random.nextInt() : 77);
    if (digit) {
      datagram[12] = (byte) random.nextInt(18);
    }
    return datagram;
  }

  /** SR with a report block, SDES, BYE (RFC 3550 §6.4 to 6.6), one of them or all. */
  private byte[] report() {
    ByteBuffer buffer = ByteBuffer.allocate(52 + 16 + 8);
    buffer.put((byte) 0x81).put((byte) 200).putShort((short) 12).putInt(77);
    for (int i = 0; i < 11; i++) {
      buffer.putInt(random.nextInt());
    }
    buffer.put((byte) 0x81).put((byte) 202).putShort((short) 3).putInt(77);
    buffer.put((byte) 1).put((byte) 5).put("peer!".getBytes(US_ASCII)).put((byte) 0);
    buffer.put((byte) 0x81).put((byte) 203).putShort((short) 1).putInt(77);
    return Arrays.copyOf(buffer.array(), random.nextBoolean() ? 76 : 52);
  }
}
