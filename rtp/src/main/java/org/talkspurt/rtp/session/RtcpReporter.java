package org.talkspurt.rtp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.ReportBlock;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ExtendedReport;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpPacket.SourceDescription;
import org.talkspurt.rtp.packet.RtcpReader;
import org.talkspurt.rtp.packet.RtcpWriter;
import org.talkspurt.rtp.packet.VoipMetrics;

/**
 * The call's RTCP (RFC 3550 §6): a compound of SR or RR and SDES every 5 s or so, and with a BYE at
 * the end, and with VoIP metrics (RFC 3611) for a peer that wants them; the round-trip time and the
 * peer's own metrics from its reports.
 */
final class RtcpReporter {

  /** RFC 3550 §6.2. With two members its bandwidth rule never asks for longer intervals. */
  private static final long MIN_INTERVAL_NS = 5_000_000_000L;

  /** §6.3.1: compensates for timer reconsideration converging below the mean. */
  private static final double COMPENSATION = Math.E - 1.5;

  private static final long NO_REPORT = 0;
  private static final long NS_PER_SECOND = 1_000_000_000;

  /** Longest round trip believed, 1/65536 s: 10 s. */
  private static final long MAX_ROUND_TRIP = 10 << 16;

  private final RtpSender sender;
  private final RtpReceiver receiver;
  private final NtpClock ntp;
  private final SourceDescription description;
  private final RandomGenerator random;

  private final CallQuality quality;
  private MediaOptions options = MediaOptions.NONE;
  private boolean reported;
  private @Nullable VoipMetrics heardByPeer;

  private long nextReportNs;
  private long packetsAtLastReport;
  private long lastSenderReport = NO_REPORT;
  private long lastSenderReportNs;
  private long roundTripNs = -1;

  RtcpReporter(
      RtpSender sender,
      RtpReceiver receiver,
      NtpClock ntp,
      String cname,
      RandomGenerator random,
      long nowNs) {
    this.sender = sender;
    this.receiver = receiver;
    this.ntp = ntp;
    this.description =
        new SourceDescription(List.of(new SourceDescription.Chunk(sender.ssrc(), cname)));
    this.random = random;
    this.quality = new CallQuality(receiver, this::roundTripNs);
    this.nextReportNs = nowNs + interval(MIN_INTERVAL_NS / 2);
  }

  /** What was agreed on with the peer. */
  void use(MediaOptions agreed) {
    options = agreed;
  }

  CallQuality quality() {
    return quality;
  }

  private long interval(long meanNs) {
    return (long) (meanNs * (0.5 + random.nextDouble()) / COMPENSATION);
  }

  boolean due(long nowNs) {
    return nowNs - nextReportNs >= 0;
  }

  /**
   * Writes a report and settles when the next one is due.
   *
   * @param packetTimeMs audio per packet
   * @return bytes written to {@code out}
   */
  int writeReport(long nowNs, int packetTimeMs, byte[] out) {
    nextReportNs = nowNs + interval(MIN_INTERVAL_NS);
    reported = true;
    return RtcpWriter.write(compound(nowNs, packetTimeMs), out);
  }

  /** Whether anything was sent that a BYE can end (RFC 3550 §6.3.7). */
  boolean owesBye() {
    return reported || sender.packets() > 0;
  }

  /** Writes the last report. With two members it goes out at once (§6.3.7). */
  int writeBye(long nowNs, int packetTimeMs, byte[] out) {
    List<RtcpPacket> packets = compound(nowNs, packetTimeMs);
    packets.add(new Bye(List.of(sender.ssrc()), ""));
    return RtcpWriter.write(packets, out);
  }

  private List<RtcpPacket> compound(long nowNs, int packetTimeMs) {
    List<RtcpPacket> packets = new ArrayList<>(4);
    packets.add(report(nowNs));
    packets.add(description);
    if (options.voipMetrics() && receiver.hasSource()) {
      packets.add(new ExtendedReport(sender.ssrc(), List.of(quality.voipMetrics(packetTimeMs))));
    }
    return packets;
  }

  private RtcpPacket report(long nowNs) {
    List<ReportBlock> blocks = new ArrayList<>(1);
    if (receiver.hasSource()) {
      blocks.add(
          receiver
              .statistics()
              .report(receiver.ssrc(), lastSenderReport, sinceLastSenderReport(nowNs)));
    }
    boolean sent = sender.packets() > packetsAtLastReport;
    packetsAtLastReport = sender.packets();
    if (!sent) {
      return new ReceiverReport(sender.ssrc(), blocks);
    }
    return new SenderReport(
        sender.ssrc(),
        ntp.timestamp(nowNs),
        sender.timestampAt(nowNs),
        sender.packets() & 0xFFFF_FFFFL,
        sender.octets() & 0xFFFF_FFFFL,
        blocks);
  }

  private long sinceLastSenderReport(long nowNs) {
    return lastSenderReport == NO_REPORT ? 0 : ntpUnits(nowNs - lastSenderReportNs);
  }

  /** Nanoseconds in 1/65536 s, as an unsigned 32-bit number. */
  private static long ntpUnits(long ns) {
    long seconds = ns / NS_PER_SECOND;
    long fraction = ((ns % NS_PER_SECOND) << 16) / NS_PER_SECOND;
    return ((seconds << 16) + fraction) & 0xFFFF_FFFFL;
  }

  /**
   * Takes a datagram of the peer.
   *
   * @return false if it is malformed
   */
  boolean read(byte[] datagram, int length, long nowNs) {
    @Nullable List<RtcpPacket> packets = RtcpReader.read(datagram, length);
    if (packets == null) {
      return false;
    }
    for (RtcpPacket packet : packets) {
      switch (packet) {
        case SenderReport report -> {
          if (receiver.hasSource() && report.ssrc() == receiver.ssrc()) {
            lastSenderReport = NtpClock.middleOf(report.ntpTimestamp());
            lastSenderReportNs = nowNs;
          }
          measureRoundTrip(report.blocks(), nowNs);
        }
        case ReceiverReport report -> measureRoundTrip(report.blocks(), nowNs);
        case Bye bye -> bye.ssrcs().forEach(receiver::sourceLeft);
        case ExtendedReport report -> {
          for (VoipMetrics metrics : report.voipMetrics()) {
            if (metrics.ssrc() == sender.ssrc()) {
              heardByPeer = metrics;
            }
          }
        }
        case SourceDescription _ -> {
          // who the peer is, SIP tells
        }
      }
    }
    return true;
  }

  /** RFC 3550 §6.4.1, "delay since last SR". */
  private void measureRoundTrip(List<ReportBlock> blocks, long nowNs) {
    for (ReportBlock block : blocks) {
      if (block.ssrc() == sender.ssrc() && block.lastSenderReport() != NO_REPORT) {
        int units =
            (int)
                (ntp.middle(nowNs) - block.lastSenderReport() - block.delaySinceLastSenderReport());
        // the peer's rounding makes a short one negative; a report on no SR of ours makes nonsense
        if (units >= -MAX_ROUND_TRIP && units <= MAX_ROUND_TRIP) {
          roundTripNs = (Math.max(0, units) * NS_PER_SECOND) >> 16;
        }
      }
    }
  }

  /** How the peer hears us by its own last word; null if it never said. */
  @Nullable VoipMetrics heardByPeer() {
    return heardByPeer;
  }

  /** Round-trip time by the peer's last report, ns; -1 while there was none. */
  long roundTripNs() {
    return roundTripNs;
  }
}
