package org.talkspurt.rtp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.talkspurt.rtp.packet.RtpPacket;

class SrtpContextTest {

  private static final byte[] PAYLOAD = new byte[160];

  private final byte[] packet = new byte[1501];
  private SrtpKeys ours = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
  private SrtpKeys theirs = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
  private SrtpContext here = new SrtpContext(ours, theirs);
  private SrtpContext there = new SrtpContext(theirs, ours);

  private void use(SrtpProfile profile) {
    ours = SrtpKeys.random(profile);
    theirs = SrtpKeys.random(profile);
    here = new SrtpContext(ours, theirs);
    there = new SrtpContext(theirs, ours);
  }

  private int rtp(int sequenceNumber, long ssrc) {
    return RtpPacket.write(packet, false, 0, sequenceNumber, 0, ssrc, PAYLOAD, 0, PAYLOAD.length);
  }

  /** A receiver report without blocks. */
  private int rtcp(int ssrc) {
    byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, (byte) ssrc};
    System.arraycopy(report, 0, packet, 0, report.length);
    return report.length;
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void whatOneEndProtectsTheOtherReads(SrtpProfile profile) {
    use(profile);
    for (int sequenceNumber = 65_000; sequenceNumber < 67_000; sequenceNumber++) {
      int length = rtp(sequenceNumber, 77);
      byte[] plain = Arrays.copyOf(packet, length);
      int wire = here.protectRtp(packet, length);
      assertThat(wire).isEqualTo(length + profile.rtpTagBytes());
      assertThat(Arrays.copyOfRange(packet, 12, length))
          .isNotEqualTo(Arrays.copyOfRange(plain, 12, length));
      assertThat(there.unprotectRtp(packet, wire)).isEqualTo(length);
      assertThat(Arrays.copyOf(packet, length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void reportsAreProtectedToo(SrtpProfile profile) {
    use(profile);
    for (int i = 0; i < 100; i++) {
      int length = rtcp(9);
      byte[] plain = Arrays.copyOf(packet, length);
      int wire = here.protectRtcp(packet, length);
      assertThat(wire).isEqualTo(length + profile.rtcpTagBytes() + 4);
      assertThat(there.unprotectRtcp(packet, wire)).isEqualTo(length);
      assertThat(Arrays.copyOf(packet, length)).isEqualTo(plain);
    }
  }

  /** RFC 3711 B.3: the session keys that its test vectors derive, seen through the key stream. */
  @Test
  void theKeyStreamIsThatOfTheStandard() {
    SrtpKeys keys =
        new SrtpKeys(
            SrtpProfile.AES_CM_128_HMAC_SHA1_80,
            HexFormat.of().parseHex("E1F97A0D3E018BE0D64FA32C06DE4139"),
            HexFormat.of().parseHex("0EC675AD498AFEEBB6960B3AABE6"));
    byte[] block = SessionKeyStream.first(keys, 77, 1);
    int length = rtp(1, 77);
    Arrays.fill(packet, 12, length, (byte) 0);
    new SrtpContext(keys, theirs).protectRtp(packet, length);
    assertThat(Arrays.copyOfRange(packet, 12, 28)).isEqualTo(block);
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void aBitTurnedAnywhereIsRefused(SrtpProfile profile) {
    use(profile);
    byte[] wire = Arrays.copyOf(packet, here.protectRtp(packet, rtp(1, 77)));
    wire = Arrays.copyOf(packet, wire.length);
    for (int bit = 0; bit < 8 * wire.length; bit++) {
      byte[] forged = Arrays.copyOf(wire, 1501);
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(there.unprotectRtp(forged, wire.length)).isNegative();
      there.onTick();
    }
    assertThat(there.unprotectRtp(Arrays.copyOf(wire, 1501), wire.length)).isPositive();
  }

  @Test
  void aPacketIsTakenOnce() {
    int wire = here.protectRtp(packet, rtp(1, 77));
    byte[] again = packet.clone();
    assertThat(there.unprotectRtp(packet, wire)).isPositive();
    assertThat(there.unprotectRtp(again, wire)).isEqualTo(SrtpContext.REPLAYED);
  }

  @Test
  void anOldSourcesPacketsAreNotTakenAgainAfterANewOneBegan() {
    int wire = here.protectRtp(packet, rtp(1, 77));
    byte[] again = packet.clone();
    there.unprotectRtp(packet, wire);
    SrtpContext renewed = new SrtpContext(ours, theirs);
    assertThat(there.unprotectRtp(packet, renewed.protectRtp(packet, rtp(9, 78)))).isPositive();
    assertThat(there.unprotectRtp(again, wire)).isEqualTo(SrtpContext.REPLAYED);
  }

  @Test
  void aForgersFirstPacketDoesNotDisturbTheCallers() {
    rtp(40_000, 77);
    there.unprotectRtp(packet, 182);
    for (int sequenceNumber = 1; sequenceNumber < 10; sequenceNumber++) {
      int wire = here.protectRtp(packet, rtp(sequenceNumber, 77));
      assertThat(there.unprotectRtp(packet, wire)).isPositive();
    }
  }

  @Test
  void inventedSourcesCostLittle() {
    for (int i = 0; i < SrtpSources.NEW_SOURCES_PER_TICK; i++) {
      there.unprotectRtp(packet, rtp(1, 1000 + i));
    }
    int wire = here.protectRtp(packet, rtp(1, 77));
    byte[] kept = packet.clone();
    assertThat(there.unprotectRtp(packet, wire)).isEqualTo(SrtpContext.FORGED);
    there.onTick();
    assertThat(there.unprotectRtp(kept, wire)).isPositive();
  }

  @Test
  void aNewAnswerWithTheSameKeysGoesOn() {
    there.unprotectRtp(packet, here.protectRtp(packet, rtp(65_535, 77)));
    there.unprotectRtp(packet, here.protectRtp(packet, rtp(65_536, 77)));
    here = here.rekeyed(ours, SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80));
    there = there.rekeyed(SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80), ours);
    assertThat(there.unprotectRtp(packet, here.protectRtp(packet, rtp(65_537, 77)))).isPositive();
  }

  @Test
  void aNewAnswerWithOtherKeysBeginsAnew() {
    SrtpKeys next = SrtpKeys.random(SrtpProfile.AEAD_AES_128_GCM);
    here = here.rekeyed(next, theirs);
    assertThat(there.unprotectRtp(packet.clone(), here.protectRtp(packet, rtp(1, 77))))
        .isEqualTo(SrtpContext.FORGED);
    there = there.rekeyed(theirs, next);
    assertThat(there.unprotectRtp(packet, here.protectRtp(packet, rtp(2, 77)))).isPositive();
  }

  @Test
  void noiseIsNeverAnException() {
    Random random = new Random(3711);
    for (SrtpProfile profile : SrtpProfile.values()) {
      use(profile);
      there.unprotectRtp(packet, here.protectRtp(packet, rtp(1, 77)));
      for (int i = 0; i < 20_000; i++) {
        there.onTick();
        int length = random.nextInt(0, 80);
        random.nextBytes(packet);
        packet[0] = (byte) (0x80 | packet[0] & 0x3F);
        if (random.nextBoolean()) {
          packet[8] = packet[9] = packet[10] = 0;
          packet[11] = 77;
        }
        assertThat(there.unprotectRtp(packet, length)).isNegative();
        assertThat(there.unprotectRtcp(packet, length)).isNegative();
      }
    }
  }

  @Test
  void keysAreOfTheRightLengthAndNeverShown() {
    assertThatThrownBy(() -> SrtpKeys.of(SrtpProfile.AEAD_AES_256_GCM, new byte[30]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SrtpKeys.of(ours.profile(), ours.keyAndSalt())).isEqualTo(ours);
    assertThat(ours).isNotEqualTo(theirs).hasToString("SrtpKeys[AES_CM_128_HMAC_SHA1_80]");
  }
}
