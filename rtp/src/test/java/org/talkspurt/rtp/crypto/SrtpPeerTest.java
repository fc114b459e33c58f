package org.talkspurt.rtp.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.talkspurt.rtp.packet.RtpPacket;

/** SRTP and SRTCP beside libsrtp's, both ways: {@code mvn verify -Pinterop}. */
@Tag("interop")
class SrtpPeerTest {

  private static final int PACKETS = 2_000;

  /** Wraps around after a quarter of the packets, so that the rollover counter counts. */
  private static final int FIRST_NUMBER = 0x1_0000 - PACKETS / 4;

  private static final int SSRC = 0x5501_A0B2;

  private static LibSrtp.Functions library;

  private final Random random = new Random(7714);
  private final byte[] buffer = new byte[1501];

  @BeforeAll
  static void load() {
    try {
      library = LibSrtp.load();
      System.out.println("beside " + library.srtp_get_version_string().getString(0));
    } catch (UnsatisfiedLinkError e) {
      System.out.println("NOT COMPARED: libsrtp is not installed (Debian: libsrtp2-1)");
      abort("libsrtp is not installed (Debian: libsrtp2-1)");
    }
  }

  private byte[] rtp(int number) {
    byte[] payload = new byte[random.nextInt(1, 400)];
    random.nextBytes(payload);
    int length =
        RtpPacket.write(
            buffer, false, 0, number & 0xFFFF, 160L * number, SSRC, payload, 0, payload.length);
    return Arrays.copyOf(buffer, length);
  }

  /** A sender report of random figures. */
  private byte[] rtcp() {
    byte[] report = new byte[28];
    random.nextBytes(report);
    System.arraycopy(new byte[] {(byte) 0x80, (byte) 200, 0, 6}, 0, report, 0, 4);
    for (int i = 0; i < 4; i++) {
      report[4 + i] = (byte) (SSRC >> 24 - 8 * i);
    }
    return report;
  }

  private byte[] roomy(byte[] packet) {
    System.arraycopy(packet, 0, buffer, 0, packet.length);
    return buffer;
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void eachReadsWhatTheOtherProtects(SrtpProfile profile) {
    SrtpKeys ours = SrtpKeys.random(profile);
    SrtpKeys theirs = SrtpKeys.random(profile);
    SrtpContext here = new SrtpContext(ours, theirs);
    LibSrtp receiver = LibSrtp.receiver(library, ours);
    LibSrtp sender = LibSrtp.sender(library, theirs);
    for (int i = 0; i < PACKETS; i++) {
      byte[] plain = rtp(FIRST_NUMBER + i);
      int wire = here.protectRtp(roomy(plain), plain.length);
      assertThat(receiver.unprotectRtp(Arrays.copyOf(buffer, wire))).isEqualTo(plain);
      byte[] answer = rtp(FIRST_NUMBER + i);
      byte[] sealed = sender.protectRtp(answer);
      int opened = here.unprotectRtp(roomy(sealed), sealed.length);
      assertThat(opened).isEqualTo(answer.length);
      assertThat(Arrays.copyOf(buffer, opened)).isEqualTo(answer);
      if (i % 10 == 0) {
        reportsPass(here, receiver, sender);
      }
    }
    byte[] forged = sender.protectRtp(rtp(FIRST_NUMBER + PACKETS));
    forged[20] ^= 1;
    assertThat(here.unprotectRtp(roomy(forged), forged.length)).isEqualTo(SrtpContext.FORGED);
    byte[] last = rtp(FIRST_NUMBER + PACKETS);
    byte[] changed = Arrays.copyOf(buffer, here.protectRtp(roomy(last), last.length));
    changed[changed.length - 1] ^= 1;
    assertThatIllegalStateException().isThrownBy(() -> receiver.unprotectRtp(changed));
    System.out.printf("%s: %d packets and %d reports each way%n", profile, PACKETS, PACKETS / 10);
  }

  private void reportsPass(SrtpContext here, LibSrtp receiver, LibSrtp sender) {
    byte[] report = rtcp();
    int wire = here.protectRtcp(roomy(report), report.length);
    assertThat(receiver.unprotectRtcp(Arrays.copyOf(buffer, wire))).isEqualTo(report);
    byte[] answer = rtcp();
    byte[] sealed = sender.protectRtcp(answer);
    int opened = here.unprotectRtcp(roomy(sealed), sealed.length);
    assertThat(opened).isEqualTo(answer.length);
    assertThat(Arrays.copyOf(buffer, opened)).isEqualTo(answer);
  }
}
