package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpPacket.SourceDescription;

class RtcpTest {

  private static final String RECEIVER_REPORT = "80c90001 12345678";

  @Property(tries = 500)
  void readsWhatWasWritten(@ForAll("compounds") List<RtcpPacket> packets) {
    byte[] out = new byte[8000];
    int length = RtcpWriter.write(packets, out);
    assertThat(length % 4).isZero();
    assertThat(RtcpReader.read(out, length)).isEqualTo(packets);
  }

  @Property(tries = 5000)
  void neverThrowsWhateverComes(
      @ForAll @Size(max = 120) byte[] tail, @ForAll("firstBytes") byte[] head) {
    byte[] datagram = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, datagram, head.length, tail.length);
    List<RtcpPacket> packets = RtcpReader.read(datagram, datagram.length);
    assertThat(packets == null || packets.size() <= datagram.length / 4).isTrue();
  }

  @Property(tries = 2000)
  void neverThrowsOnADamagedDatagram(
      @ForAll("compounds") List<RtcpPacket> packets, @ForAll int place, @ForAll byte damage) {
    byte[] out = new byte[8000];
    int length = RtcpWriter.write(packets, out);
    out[Math.floorMod(place, length)] ^= damage;
    for (int cut = length; cut >= 0; cut -= 3) {
      List<RtcpPacket> read = RtcpReader.read(out, cut);
      assertThat(read == null || read.size() <= packets.size() + length / 4).isTrue();
    }
  }

  @Test
  void readsASenderReportByteByByte() {
    List<RtcpPacket> packets =
        read(
            "81c8000c 00000001 e1000000 80000000 000003e8 00000032 00001f40"
                + "00000002 40ffffff 0001000a 00000014 e1000000 00010000");
    assertThat(packets)
        .containsExactly(
            new SenderReport(
                1,
                0xE100_0000_8000_0000L,
                1000,
                50,
                8000,
                List.of(new ReportBlock(2, 64, -1, 65_546, 20, 0xE100_0000L, 65_536))));
  }

  @Test
  void skipsPacketsAndItemsItDoesNotKnow() {
    List<RtcpPacket> packets =
        read(
            RECEIVER_REPORT
                + "80cc0001 12345678" // APP
                + "81ca0004 12345678 0203 414243 0101 7a 00000000" // NAME "ABC", CNAME "z"
                + "81cd0002 12345678 12345678"); // transport feedback
    assertThat(packets)
        .containsExactly(
            new ReceiverReport(0x12345678, List.of()),
            new SourceDescription(List.of(new SourceDescription.Chunk(0x12345678, "z"))));
  }

  /** What baresip's library sends: an APP alone to open its NAT, and a BYE first at the end. */
  @Test
  void readsWhatBeginsWithoutAReport() {
    assertThat(read("80cc0003 7b2b8459 50494e47 504f4e47")).isEmpty();
    assertThat(read("81cb0001 7b2b8459" + "81ca0003 7b2b8459 01017a00 00000000"))
        .containsExactly(
            new Bye(List.of(0x7b2b8459L), ""),
            new SourceDescription(List.of(new SourceDescription.Chunk(0x7b2b8459L, "z"))));
  }

  @Test
  void acceptsPaddingOfTheLastPacketOnly() {
    assertThat(read(RECEIVER_REPORT + "a1cb0002 12345678 00000004"))
        .containsExactly(
            new ReceiverReport(0x12345678, List.of()), new Bye(List.of(0x12345678L), ""));
    assertThat(read(RECEIVER_REPORT + "a1cb0002 12345678 00000004" + "81cb0001 12345678")).isNull();
    assertThat(read("a0c90002 12345678 00000005")).as("more than there is").isNull();
  }

  @Test
  void refusesWhatFailsTheChecks() {
    assertThat(read("")).isNull();
    assertThat(read("80c90000")).as("shorter than its SSRC").isNull();
    assertThat(read("40c90001 12345678")).as("version 1").isNull();
    assertThat(read("81c90001 12345678")).as("a block is missing").isNull();
    assertThat(read("80c90002 12345678")).as("longer than the datagram").isNull();
    assertThat(read(RECEIVER_REPORT + "80")).as("half a header").isNull();
    assertThat(read(RECEIVER_REPORT + "81ca0002 12345678 01ff4142")).as("item too long").isNull();
    assertThat(read(RECEIVER_REPORT + "82cb0001 12345678")).as("source missing").isNull();
    assertThat(read(RECEIVER_REPORT + "81cb0002 12345678 09414243")).as("reason long").isNull();
  }

  @Test
  void refusesToWriteWhatDoesNotFitItsFields() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bye(Collections.nCopies(32, 1L), ""))
        .withMessageContaining("32");
    Bye bye = new Bye(List.of(1L), "x".repeat(256));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RtcpWriter.write(List.of(bye), new byte[1000]));
  }

  private static List<RtcpPacket> read(String hex) {
    byte[] datagram = HexFormat.of().parseHex(hex.replace(" ", ""));
    return RtcpReader.read(datagram, datagram.length);
  }

  @Provide
  Arbitrary<byte[]> firstBytes() {
    return Arbitraries.of("80c8", "81c9", "80c90001", RECEIVER_REPORT + "81ca", "00")
        .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Provide
  Arbitrary<List<RtcpPacket>> compounds() {
    Arbitrary<RtcpPacket> reports = Arbitraries.oneOf(senderReports(), receiverReports());
    Arbitrary<List<RtcpPacket>> others =
        Arbitraries.oneOf(reports, descriptions(), byes()).list().ofMaxSize(4);
    return Combinators.combine(reports, others)
        .as((first, rest) -> Stream.concat(Stream.of(first), rest.stream()).toList());
  }

  private static Arbitrary<Long> uint32() {
    return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
  }

  private static Arbitrary<List<ReportBlock>> blocks() {
    return Combinators.combine(
            uint32(),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers().between(-(1 << 23), (1 << 23) - 1),
            uint32(),
            uint32(),
            uint32(),
            uint32())
        .as(ReportBlock::new)
        .list()
        .ofMaxSize(RtcpPacket.MAX_COUNT);
  }

  private static Arbitrary<RtcpPacket> senderReports() {
    return Combinators.combine(
            uint32(), Arbitraries.longs(), uint32(), uint32(), uint32(), blocks())
        .as(SenderReport::new);
  }

  private static Arbitrary<RtcpPacket> receiverReports() {
    return Combinators.combine(uint32(), blocks()).as(ReceiverReport::new);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().alpha().withChars('é', '@', '.').ofMaxLength(120);
  }

  private static Arbitrary<RtcpPacket> descriptions() {
    return Combinators.combine(uint32(), texts())
        .as(SourceDescription.Chunk::new)
        .list()
        .ofMaxSize(4)
        .map(SourceDescription::new);
  }

  private static Arbitrary<RtcpPacket> byes() {
    return Combinators.combine(uint32().list().ofMaxSize(5), texts()).as(Bye::new);
  }
}
