package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetCommandTest {

  /** A quarter of the turns took up to 10 ms, the rest up to 100 ms. */
  private static final String PAGE =
      """
      # TYPE talkspurt_stage_latency_seconds histogram
      talkspurt_stage_latency_seconds_bucket{stage="asr_final",le="0.01"} 1.0
      talkspurt_stage_latency_seconds_bucket{stage="asr_final",le="0.1"} 4.0 # {trace="1"} 0.05
      talkspurt_stage_latency_seconds_bucket{stage="asr_final",le="+Inf"} 4
      talkspurt_stage_latency_seconds_sum{stage="asr_final"} 0.2
      talkspurt_stage_latency_seconds_bucket{stage="playout_start",le="0.02"} 1
      talkspurt_stage_latency_seconds_bucket{stage="playout_start",le="+Inf"} 2
      talkspurt_stage_latency_seconds_sum{stage="playout_start"} 5
      talkspurt_inference_run_seconds_bucket{lane="voice-activity",le="0.002"} 10
      talkspurt_inference_run_seconds_bucket{lane="voice-activity",le="+Inf"} 10
      talkspurt_inference_run_seconds_sum{lane="voice-activity"} 0.005
      talkspurt_inference_run_seconds_bucket{lane="tts",le="+Inf"} 1
      talkspurt_inference_run_seconds_bucket{lane="asr",le="none"} 1
      somebody_elses_seconds_bucket{le="1"} 1
      """;

  private static final String ANSWER =
      """
      {"status": "success", "data": {"resultType": "vector", "result": [
        {"metric": {"meter": "talkspurt_stage_latency_seconds_bucket", "stage": "asr_final", "le": "0.1"}, "value": [1, "4"]},
        {"metric": {"meter": "talkspurt_stage_latency_seconds_bucket", "stage": "asr_final", "le": "+Inf"}, "value": [1, "4"]},
        {"metric": {"meter": "talkspurt_stage_latency_seconds_sum", "stage": "asr_final"}, "value": [1, "0.2"]},
        {"metric": {}, "value": [1, "NaN"]}]}}
      """;

  private final Terminal terminal = new Terminal("budget");
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void recordsTellEachStageAndTheirSum() throws IOException {
    record("calls-2026-01-05.jsonl", turn(5, 30, 180, 20, 3, 1, 10), "{\"turns\": [", "[]");
    record("calls-2026-01-06.jsonl", turn(9, 28, 420, 14, 5, 0.5, 20));
    record("other.jsonl", turn(900, 0, 0, 0, 0, 0, 0));
    assertThat(run("--records", folder.toString())).as(terminal.err()).isZero();
    assertThat(terminal.err()).contains("1 lines of ").doesNotContain("turn");
    assertThat(terminal.out())
        .isEqualTo(
            """
            stage                budget ms   count    mean     p50     p95
            buffer                      20       2     7.0     9.0     9.0
            VAD, compute                10                                  not measured
            window's wait                        2      29      30      30
            end-of-turn wait                     2     300     420     420
            recognition                150       2      17      20      20
            model's first token        100       2     4.0     5.0     5.0
            first audio                100       2     0.8     1.0     1.0
            playout                     20       2      15      20      20
            all but the wait           400       2      44      49      49
            what callers waited                  2     373     497     497
            """);
  }

  @Test
  void aStageThatTakesTooLongIsAnExitCodeOfOne() throws IOException {
    record("calls-2026-01-05.jsonl", turn(5, 30, 180, 151, 3, 1, 10));
    assertThat(run("--records", folder.toString())).isEqualTo(1);
    assertThat(terminal.out()).containsPattern("recognition .* 151 +over\n");
    record(
        "calls-2026-01-05.jsonl",
        turn(19, 0, 0, 149, 99, 99, 19),
        turn(20, 0, 0, 150, 100, 99, 20));
    assertThat(run("--records", folder.toString())).isZero();
  }

  @Test
  void noTurnIsAnExitCodeOfOne() {
    assertThat(run("--records", folder.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("no turn");
  }

  @Test
  void aBotsMetersTellWhatVadComputes() throws IOException {
    String bot = serve(PAGE);
    assertThat(run("--api", bot + "/")).isEqualTo(1);
    assertThat(asked).containsExactly("/actuator/prometheus");
    assertThat(terminal.out())
        .containsPattern("VAD, compute +10 +10 +0\\.5 +1\\.0 +1\\.9\n")
        .containsPattern("recognition +150 +4 +50 +40 +94\n")
        .containsPattern("playout +20 +2 +2500 +20 +beyond +over\n")
        .containsPattern("buffer +20 +not measured\n");
    record("calls-2026-01-05.jsonl", turn(5, 30, 180, 20, 3, 1, 10));
    assertThat(run("--api", bot, "--records", folder.toString())).isZero();
    assertThat(terminal.out()).contains("VAD, compute").doesNotContain("not measured");
  }

  @Test
  void prometheusIsAskedOnceForTheTimeGiven() throws IOException {
    String prometheus = serve(ANSWER);
    assertThat(run("--prometheus", prometheus, "--range", "2d")).as(terminal.err()).isZero();
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("/api/v1/query?query=")
        .contains(
            "label_replace(sum by (le, stage)"
                + " (increase(talkspurt_stage_latency_seconds_bucket[2d])), \"meter\","
                + " \"talkspurt_stage_latency_seconds_bucket\", \"\", \"\") or ");
    assertThat(terminal.out()).containsPattern("recognition +150 +4 +50 +50 +95\n");
  }

  @Test
  void explainsWhatIsWrong() throws IOException {
    assertWrong("--range: 1y", "--range", "1y");
    assertWrong("no such file", "--records", folder.resolve("none").toString());
    assertWrong("no http address", "--api", "ftp://127.0.0.1");
    String broken = serve("{\"status\": \"error\", \"error\": \"too busy\"}");
    assertWrong("too busy", "--prometheus", broken);
    assertWrong("answered 404", "--prometheus", broken + "/elsewhere");
  }

  private void assertWrong(String message, String... options) {
    assertThat(run(options)).as(message).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }

  private void record(String file, String... lines) throws IOException {
    Files.write(folder.resolve(file), List.of(lines));
  }

  /** A call with a greeting, which answers nothing, and a turn. */
  private static String turn(
      double buffer, double vad, double wait, double asr, double llm, double tts, double playout) {
    double sum = buffer + vad + wait + asr + llm + tts + playout;
    return """
    {"id": "a", "turns": [{"number": 0, "stagesMs": {}, "responseLatencyMs": null},
      {"number": 1, "stagesMs": {"jitter_buffer": %s, "vad": %s, "end_of_turn": %s,
        "asr_final": %s, "llm_first_token": %s, "tts_first_frame": %s, "playout_start": %s},
      "responseLatencyMs": %s}]}\
    """
        .formatted(buffer, vad, wait, asr, llm, tts, playout, sum)
        .replace("\n", "");
  }

  /** Answers what is asked with {@code text}. */
  private String serve(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    HttpServer serving =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serving.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI().getRawQuery() == null
                  ? exchange.getRequestURI().getPath()
                  : exchange.getRequestURI().getPath()
                      + "?"
                      + exchange.getRequestURI().getQuery().replace('+', ' '));
          boolean found = !exchange.getRequestURI().getPath().startsWith("/elsewhere");
          exchange.sendResponseHeaders(found ? 200 : 404, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    serving.start();
    server = serving;
    return "http://127.0.0.1:" + serving.getAddress().getPort();
  }

  private int run(String... options) {
    return terminal.run(options);
  }
}
