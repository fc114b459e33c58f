package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.packet.ReportBlock;

class ReceptionStatisticsTest {

  private static final long MS = 1_000_000;

  private final JitterBuffer buffer =
      new JitterBuffer(new Pcmu(), new JitterBufferSettings(0, 1000, 0, 1000));
  private final ReceptionStatistics statistics = buffer.statistics();

  @Test
  void reportsTheFractionLostSinceTheLastReport() {
    receive(0, 10);
    receive(15, 20); // 5 of 20
    ReportBlock first = statistics.report(42, 7, 8);
    assertThat(first).isEqualTo(new ReportBlock(42, 64, 5, 19, 0, 7, 8));
    receive(20, 30);
    ReportBlock second = statistics.report(42, 0, 0);
    assertThat(second.fractionLost()).isZero();
    assertThat(second.cumulativeLost()).isEqualTo(5);
    assertThat(statistics.report(42, 0, 0).fractionLost()).as("nothing expected").isZero();
  }

  @Test
  void reportsDuplicatesAsNegativeLossAndCountsThemApart() {
    receive(0, 10);
    receive(0, 4);
    assertThat(statistics.report(1, 0, 0).cumulativeLost()).isEqualTo(-4);
    assertThat(statistics.report(1, 0, 0).fractionLost()).isZero();
    assertThat(statistics.duplicates()).isEqualTo(4);
    assertThat(statistics.received()).isEqualTo(14);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.reordered()).isZero();
  }

  @Test
  void findsReorderedPacketsNotLost() {
    receive(0, 5);
    receive(6, 7);
    assertThat(statistics.lost()).isEqualTo(1);
    receive(5, 6);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.reordered()).isEqualTo(1);
  }

  @Test
  void countsPacketsThatOvertookTheFirst() {
    receive(65_530, 65_532);
    receive(65_528, 65_530);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.report(1, 0, 0).extendedHighestSequenceNumber()).isEqualTo(65_531);
  }

  /** By hand from A.8: transit differences of 8 ms and 0 give 8/16 = 0.5 ms, then 0.46875 ms. */
  @Test
  void smoothsInterarrivalJitterAsTheRfcSays() {
    byte[] payload = new byte[160];
    buffer.insert(1, 0, payload, 0, 160, 0);
    buffer.insert(2, 160, payload, 0, 160, 28 * MS);
    assertThat(statistics.jitterNs()).isEqualTo(500_000);
    buffer.insert(3, 320, payload, 0, 160, 48 * MS);
    assertThat(statistics.jitterNs()).isEqualTo(468_750);
    assertThat(statistics.report(1, 0, 0).jitter()).isEqualTo(4); // of 1/8000 s
  }

  @Test
  void keepsTheCallsCountersButBeginsANewReportWithANewSource() {
    receive(0, 10);
    receive(12, 14);
    buffer.reset();
    receive(500, 503);
    assertThat(statistics.lost()).isEqualTo(2);
    assertThat(statistics.received()).isEqualTo(15);
    ReportBlock report = statistics.report(9, 0, 0);
    assertThat(report.cumulativeLost()).isZero();
    assertThat(report.fractionLost()).isZero();
    assertThat(report.extendedHighestSequenceNumber()).isEqualTo(502);
  }

  @Test
  void hasAnEmptyReportBeforeTheFirstPacket() {
    assertThat(statistics.report(3, 0, 0)).isEqualTo(new ReportBlock(3, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JitterBufferSettings(50, 40, 40, 100))
        .withMessage("minDelayMs: 50 (expected: 0 to 40)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JitterBufferSettings(0, 40, 50, 100))
        .withMessageContaining("initialDelayMs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JitterBufferSettings(0, 40, 20, 1))
        .withMessageContaining("capacityPackets");
  }

  /** Packets of 20 ms, each in its time. */
  private void receive(int from, int to) {
    byte[] payload = new byte[160];
    for (int n = from; n < to; n++) {
      buffer.insert(n, n * 160L, payload, 0, 160, n * 20 * MS);
    }
  }
}
