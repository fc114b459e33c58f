package org.talkspurt.gateway.caller.report;

import java.util.Locale;
import java.util.Map;
import org.talkspurt.gateway.caller.CallTurn;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.line.Spoken;

/** A turn as SVG: the waveforms of caller and agent over one axis of time, and the stages' bars. */
final class TurnPicture {

  private static final int WIDTH = 900;
  private static final int LANE = 56;
  private static final int CALLER_MIDDLE = 30;
  private static final int AGENT_MIDDLE = CALLER_MIDDLE + LANE;
  private static final int AXIS = AGENT_MIDDLE + 34;
  private static final int BARS = AXIS + 20;
  private static final int BAR = 12;
  private static final int COLUMN_PX = 2;

  private static final double NS_PER_S = 1e9;

  private final CallTurn turn;
  private final CallTurn.Picture picture;
  private final double seconds;
  private final StringBuilder svg = new StringBuilder();

  private TurnPicture(CallTurn turn) {
    this.turn = turn;
    this.picture = turn.picture();
    this.seconds = Math.max(0.1, (picture.toNs() - picture.fromNs()) / NS_PER_S);
  }

  static String of(CallTurn turn) {
    return new TurnPicture(turn).draw();
  }

  private String draw() {
    int height = BARS + (turn.stagesMs().isEmpty() ? 0 : BAR + 16);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"caller above, agent below\">",
            WIDTH,
            height));
    Spoken spoken = picture.spoken();
    if (spoken != null && spoken.startedNs() != 0) {
      wave(spoken.sound().pcm(), x(spoken.startedNs()), CALLER_MIDDLE, "caller");
      mark(spoken.lastSpeechNs(), "last speech");
    }
    wave(picture.bot(), 0, AGENT_MIDDLE, "agent");
    if (spoken != null && turn.latencyMs() != null) {
      mark(spoken.lastSpeechNs() + (long) (turn.latencyMs() * 1e6), "reply");
    }
    if (spoken != null && turn.stopMs() != null) {
      mark(spoken.firstSpeechNs() + (long) (turn.stopMs() * 1e6), "stopped");
    }
    axis();
    if (spoken != null) {
      bars(spoken.lastSpeechNs());
    }
    return svg.append("</svg>").toString();
  }

  private double x(long atNs) {
    return (atNs - picture.fromNs()) / NS_PER_S / seconds * WIDTH;
  }

  /** The loudest and lowest sample of each column. */
  private void wave(short[] pcm, double fromX, int middle, String kind) {
    double samplesPerColumn = seconds * Sound.RATE_HZ / WIDTH * COLUMN_PX;
    StringBuilder path = new StringBuilder();
    for (int column = 0; column * samplesPerColumn < pcm.length; column++) {
      double x = fromX + column * COLUMN_PX;
      int from = (int) (column * samplesPerColumn);
      int to = (int) Math.min(pcm.length, from + samplesPerColumn + 1);
      int low = 0;
      int high = 0;
      for (int i = from; i < to; i++) {
        low = Math.min(low, pcm[i]);
        high = Math.max(high, pcm[i]);
      }
      if (x > WIDTH) {
        break;
      }
      path.append(
          String.format(
              Locale.ROOT,
              "M%.1f %.1fV%.1f",
              x,
              middle - high * LANE / 2.0 / 32_768 - 0.3,
              middle - low * LANE / 2.0 / 32_768 + 0.3));
    }
    svg.append(String.format(Locale.ROOT, "<path class=\"%s\" d=\"%s\"/>", kind, path));
  }

  private void mark(long atNs, String what) {
    if (atNs < picture.fromNs() || atNs > picture.toNs()) {
      return;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"mark\" d=\"M%1$.1f 2V%2$d\"/><text x=\"%3$.1f\" y=\"9\">%4$s</text>",
            x(atNs),
            AXIS,
            x(atNs) + 3,
            what));
  }

  private void axis() {
    int step = seconds > 20 ? 5 : 1;
    for (int second = 0; second <= seconds; second += step) {
      double at = second / seconds * WIDTH;
      svg.append(
          String.format(
              Locale.ROOT,
              "<path class=\"axis\" d=\"M%.1f %dv4\"/><text x=\"%.1f\" y=\"%d\">%d s</text>",
              at,
              AXIS,
              at,
              AXIS + 14,
              second));
    }
  }

  private void bars(long fromNs) {
    double at = x(fromNs);
    int number = 0;
    for (Map.Entry<String, Double> stage : turn.stagesMs().entrySet()) {
      double width = stage.getValue() / 1_000 / seconds * WIDTH;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"s%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">"
                  + "<title>%s %.0f ms</title></rect>",
              number++ % 7,
              at,
              BARS,
              width,
              BAR,
              CallPage.escaped(stage.getKey()),
              stage.getValue()));
      at += width;
    }
  }
}
