package org.talkspurt.rtp.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When packets of 20 ms arrive. As text a line per packet: {@code seq arrival_ms}. Packet {@code
 * seq} is spoken from {@code 20 * seq} ms on, so that its arrival minus that is what the sender and
 * the network take; an arrival of -1 says that the packet is lost. A sequence number may come
 * twice, and lines may stand in any order.
 *
 * @param packets in the order of the lines
 */
public record ArrivalTrace(List<Packet> packets) {

  /** Longest recording that is played: a day. */
  private static final long MAX_MS = 86_400_000;

  private static final int MAX_SEQUENCE_NUMBER = (int) (MAX_MS / 20) - 1;

  /**
   * One packet's fate.
   *
   * @param sequenceNumber its place in the sound, without wrap-around, 0 to 4,319,999
   * @param arrivalNs from the beginning of the sound, 0 to a day; negative if lost
   */
  public record Packet(int sequenceNumber, long arrivalNs) {

    /** Value of {@code arrivalNs} for a packet that does not come. */
    public static final long LOST = -1;

    public boolean lost() {
      return arrivalNs < 0;
    }
  }

  public ArrivalTrace {
    packets = List.copyOf(packets);
  }

  /** Reads the text form; blank lines count for nothing. */
  public static ArrivalTrace parse(List<String> lines) throws TraceSyntaxException {
    List<Packet> packets = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty()) {
        packets.add(packet(line, i + 1));
      }
    }
    return new ArrivalTrace(packets);
  }

  private static Packet packet(String line, int lineNumber) throws TraceSyntaxException {
    String[] fields = line.split("\\s+", -1);
    if (fields.length != 2) {
      throw new TraceSyntaxException(lineNumber, "expected: seq arrival_ms");
    }
    int sequenceNumber;
    double arrivalMs;
    try {
      sequenceNumber = Integer.parseInt(fields[0]);
      arrivalMs = Double.parseDouble(fields[1]);
    } catch (NumberFormatException _) {
      throw new TraceSyntaxException(lineNumber, "expected two numbers: seq arrival_ms");
    }
    if (sequenceNumber < 0 || sequenceNumber > MAX_SEQUENCE_NUMBER) {
      throw new TraceSyntaxException(lineNumber, "seq is not within 0 to " + MAX_SEQUENCE_NUMBER);
    }
    if (arrivalMs < 0) {
      return new Packet(sequenceNumber, Packet.LOST);
    }
    if (!(arrivalMs <= MAX_MS)) {
      throw new TraceSyntaxException(lineNumber, "arrival_ms is not within -1 to " + MAX_MS);
    }
    return new Packet(sequenceNumber, Math.round(arrivalMs * 1e6));
  }

  /** The text form, arrivals in whole µs. */
  public List<String> lines() {
    return packets.stream()
        .map(
            packet ->
                packet.lost()
                    ? packet.sequenceNumber() + " -1"
                    : String.format(
                        Locale.ROOT, "%d %.3f", packet.sequenceNumber(), packet.arrivalNs() / 1e6))
        .toList();
  }
}
