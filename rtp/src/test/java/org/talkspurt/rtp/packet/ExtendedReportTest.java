package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.packet.RtcpPacket.ExtendedReport;

/** RTCP XR (RFC 3611) and reduced-size RTCP (RFC 5506). */
class ExtendedReportTest {

  private static final VoipMetrics METRICS =
      new VoipMetrics(
          0xCAFE_0001L,
          2,
          255,
          4,
          5,
          600,
          7000,
          80,
          90,
          -20,
          127,
          127,
          16,
          93,
          127,
          44,
          43,
          0xB0,
          40,
          60,
          300);

  private static final String METRICS_HEX =
      "07000008 cafe0001 02ff0405 02581b58 0050005a ec7f7f10 5d7f2c2b b0000028 003c012c";

  @Test
  void writesAndReadsVoipMetricsByteByByte() {
    byte[] out = new byte[100];
    var report = new ExtendedReport(0x1234_5678L, List.of(METRICS));
    int length = RtcpWriter.write(List.of(report), out);

    assertThat(HexFormat.of().formatHex(out, 0, length))
        .isEqualTo(("80cf000a 12345678" + METRICS_HEX).replace(" ", ""));
    assertThat(RtcpReader.read(out, length)).containsExactly(report);
  }

  @Test
  void blocksOfOtherTypesAndShortOnesAreSkipped() {
    String foreign = "04000002 11111111 22222222";
    String shortMetrics = "07000001 cafe0001";
    assertThat(reduced("80cf000f 12345678" + foreign + METRICS_HEX + shortMetrics))
        .containsExactly(new ExtendedReport(0x1234_5678L, List.of(METRICS)));
  }

  @Test
  void aBlockLongerThanItsPacketIsMalformed() {
    assertThat(reduced("80cf0002 12345678 04000001")).isNull();
    assertThat(reduced("80cf0000")).as("no reporter").isNull();
    assertThat(reduced("80cf0002 12345678 0400ffff")).isNull();
  }

  @Test
  void aReducedSizeDatagramMayBeginWithAnything() {
    assertThat(reduced("81cb0001 12345678"))
        .containsExactly(new RtcpPacket.Bye(List.of(0x1234_5678L), ""));
    assertThat(reduced("81cd0002 12345678 9abcdef0")).as("feedback").isEmpty();
    assertThat(reduced("80000002 12345678 9abcdef0")).as("RTP").isNull();
    assertThat(reduced("")).isNull();
  }

  @Property(tries = 20_000)
  void noBytesMakeAReaderThrow(@ForAll @Size(max = 300) byte[] datagram) {
    RtcpReader.read(datagram, datagram.length);
    RtpPacket.parse(datagram, datagram.length);
    TelephoneEvent.parse(datagram, 0, datagram.length);
    ComfortNoise noise = ComfortNoise.parse(datagram, 0, datagram.length);
    for (int i = 0; noise != null && i < noise.order(); i++) {
      assertThat(Math.abs(noise.reflection(i))).isLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 20_000)
  void noDamageMakesAReaderThrow(
      @ForAll("compounds") byte[] datagram,
      @ForAll @IntRange(max = 400) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 400) int cut) {
    byte[] damaged = datagram.clone();
    damaged[at % damaged.length] = value;
    int length = Math.min(cut, damaged.length);
    for (int shown : new int[] {length, damaged.length}) {
      RtcpReader.read(damaged, shown);
      RtpPacket packet = RtpPacket.parse(damaged, shown);
      if (packet != null) {
        assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(shown);
      }
    }
  }

  @Provide
  Arbitrary<byte[]> compounds() {
    String report = "81c90007 12345678 cafe0001 00000000 00000001 00000002 00000003 00000004";
    String names = "81ca0003 12345678 0104626f 74000000";
    String goodbye = "81cb0003 12345678 04627965 21000000";
    String metrics = "80cf000a 12345678" + METRICS_HEX;
    String audio = "b1000001 00000001 12345678 cafe0002 bede0001 51ff0000 01020304";
    return Arbitraries.of(
            report + names,
            report + names + metrics,
            report + names + metrics + goodbye,
            metrics + goodbye,
            names,
            audio)
        .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static List<RtcpPacket> reduced(String hex) {
    byte[] datagram = HexFormat.of().parseHex(hex.replace(" ", ""));
    return RtcpReader.read(datagram, datagram.length);
  }
}
