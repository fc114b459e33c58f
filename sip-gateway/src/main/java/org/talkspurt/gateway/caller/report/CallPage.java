package org.talkspurt.gateway.caller.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.CallTurn;

/** A page of HTML that needs nothing but itself, with a picture of each turn. */
public final class CallPage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>{title}</title><style>
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}
      section{border-top:1px solid #ddd;padding:.6rem 0}h2{font-size:1rem;margin:.2rem 0}
      svg{width:100%;height:auto;background:#fafafa}svg text{font-size:9px;fill:#555}
      .caller{stroke:#0a6ebd;stroke-width:1.6}.agent{stroke:#2e7d32;stroke-width:1.6}
      .mark{stroke:#c62828;stroke-dasharray:3 2}.axis{stroke:#888}
      .wrong{color:#b71c1c;font-weight:600}.quiet{color:#555}
      .s0{fill:#4e79a7}.s1{fill:#f28e2b}.s2{fill:#e15759}.s3{fill:#76b7b2}
      .s4{fill:#59a14f}.s5{fill:#edc948}.s6{fill:#b07aa1}
      </style></head><body><h1>{title}</h1>
      """;

  private CallPage() {}

  public static String of(String script, String to, List<CallResult> calls) {
    StringBuilder page = new StringBuilder(HEAD.replace("{title}", escaped(script)));
    page.append("<p class=\"quiet\">").append(escaped(to));
    page.append(". Caller above (blue), agent below (green), on one axis of time.</p><ul>");
    CallSummary.of(calls).lines().forEach(line -> element(page, "li", "", line));
    page.append("</ul>\n");
    for (CallResult call : calls) {
      if (!call.failure().isEmpty()) {
        element(page, "p", "wrong", "Call " + call.call() + ": " + call.failure());
      }
      call.turns().forEach(turn -> section(page, call.call(), turn));
    }
    return page.append("</body></html>\n").toString();
  }

  private static void section(StringBuilder page, int call, CallTurn turn) {
    page.append("<section>");
    element(
        page,
        "h2",
        "",
        String.format(
            Locale.ROOT,
            "%d, %.1f s: %s %s",
            call,
            turn.fromMs() / 1_000,
            turn.did(),
            turn.said()));
    element(page, "p", "quiet", figures(turn));
    page.append(TurnPicture.of(turn));
    if (turn.heard() != null) {
      element(page, "p", "", "heard: " + turn.heard());
    }
    turn.failures().forEach(failure -> element(page, "p", "wrong", failure));
    page.append("</section>\n");
  }

  private static String figures(CallTurn turn) {
    StringBuilder figures = new StringBuilder();
    figure(figures, "latency", turn.latencyMs());
    figure(figures, "stop", turn.stopMs());
    figure(figures, "paused", turn.resumedMs());
    if (turn.missed()) {
      figures.append("interruption missed ");
    }
    if (turn.falseStop()) {
      figures.append("false stop ");
    }
    if (turn.talkedOver() > 0) {
      figures.append("pauses talked over: ").append(turn.talkedOver()).append(' ');
    }
    for (Map.Entry<String, Double> stage : turn.stagesMs().entrySet()) {
      figure(figures, stage.getKey(), stage.getValue());
    }
    return figures.toString().strip();
  }

  private static void figure(StringBuilder figures, String name, @Nullable Double ms) {
    if (ms != null) {
      figures.append(name).append(' ').append(Math.round(ms)).append(" ms  ");
    }
  }

  private static void element(StringBuilder page, String tag, String kind, String text) {
    page.append('<').append(tag);
    if (!kind.isEmpty()) {
      page.append(" class=\"").append(kind).append('"');
    }
    page.append('>').append(escaped(text)).append("</").append(tag).append('>');
  }

  /** Text as HTML and SVG show it. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < ' ' ? ' ' : c);
              }
            });
    return escaped.toString();
  }
}
