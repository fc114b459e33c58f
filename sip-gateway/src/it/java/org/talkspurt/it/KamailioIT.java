package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two bots behind Kamailio, as config/kamailio sets it up. */
class KamailioIT {
  private static final int CALLS_PER_SECOND = 5;
  private static final int CALL_MS = 4_000;
  private static final int MOST_CALLS = 180 * CALLS_PER_SECOND;

  @Test
  void newCallsReachTheOtherBotWhenOneIsGone() throws Exception {
    try (Bot first = bot(20_000);
        Bot second = bot(21_000);
        Kamailio edge = Kamailio.start(first, second)) {
      awaitBoth(edge, first, second);
      int before = first.records(0).size() + second.records(0).size();
      Tool.Result both = call(edge, 10, 500);
      assertThat(both.exitCode()).as(both.output()).isZero();
      int byFirst = first.records(1).size();
      int bySecond = second.records(1).size();
      assertThat(byFirst + bySecond - before).isEqualTo(10);
      assertThat(byFirst).isGreaterThanOrEqualTo(5);
      assertThat(bySecond).isGreaterThanOrEqualTo(5);

      first.kill();
      Tool.Result after = call(edge, 10, 500);
      System.out.printf("10 calls begun the moment after a bot was killed: %s%n", verdict(after));
      assertThat(after.exitCode()).as(after.output()).isZero();
      assertThat(second.records(bySecond + 10)).hasSize(bySecond + 10);
    }
  }

  @Test
  void aRollingRestartCutsNoCallAndRefusesNone() throws Exception {
    try (Bot first = bot(20_000);
        Bot second = bot(21_000);
        Kamailio edge = Kamailio.start(first, second)) {
      awaitBoth(edge, first, second);
      int before = first.records(0).size() + second.records(0).size();
      Path directory = Files.createTempDirectory("talkspurt-rolling");
      Process sipp = Tool.start(directory, sipp(edge, directory, MOST_CALLS, CALL_MS));
      WireCaller.pause(5_000);
      for (Bot bot : List.of(first, second)) {
        bot.terminate();
        assertThat(bot.exitCode()).isZero();
        bot.startAgain();
        WireCaller.pause(3_000);
      }
      beginNoMoreCalls(sipp);
      String output = Tool.finish(sipp, directory, 120).output();
      int good = last(output, "Successful call");
      int failed = last(output, "Failed call");
      List<JsonNode> records = new ArrayList<>(first.records(1));
      records.addAll(second.records(1));
      List<String> causes = records.stream().map(call -> call.get("cause").asString()).toList();
      System.out.printf(
          "calls begun at %d a second while two bots were restarted in turn: %d good, %d cut or"
              + " refused%n",
          CALLS_PER_SECOND, good, failed);
      assertThat(failed).as(output).isZero();
      assertThat(good).isGreaterThan(10 * CALLS_PER_SECOND).isLessThan(MOST_CALLS);
      // Cancelled: the edge found another bot for a call that this one was slow to take.
      assertThat(causes).isSubsetOf("caller_hung_up", "caller_cancelled");
      assertThat(causes).filteredOn("caller_hung_up"::equals).hasSize(before + good);
    }
  }

  /** sipp's own way to end: calls that stand go on until their end. */
  private static void beginNoMoreCalls(Process sipp) throws Exception {
    new ProcessBuilder("kill", "-USR1", String.valueOf(sipp.pid())).start().waitFor();
  }

  /** The last figure that sipp's screen gave for a counter. */
  private static int last(String screens, String counter) {
    Matcher row =
        Pattern.compile(Pattern.quote(counter) + " *\\|[^|\n]*\\| *(\\d+)").matcher(screens);
    return row.results().map(result -> Integer.parseInt(result.group(1))).toList().getLast();
  }

  private static Bot bot(int firstRtpPort) throws IOException {
    return Bot.start(
        "--talkspurt.rtp.port-min=" + firstRtpPort,
        "--talkspurt.rtp.port-max=" + (firstRtpPort + 999));
  }

  /** Until the edge has heard both answer its OPTIONS; costs some calls. */
  private static void awaitBoth(Kamailio edge, Bot first, Bot second) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (first.records(0).isEmpty() || second.records(0).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("calls do not reach both bots:\n" + edge.output());
      }
      call(edge, 2, 100);
    }
  }

  private static Tool.Result call(Kamailio edge, int calls, int durationMs) throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-edge");
    return Tool.finish(
        Tool.start(directory, sipp(edge, directory, calls, durationMs)), directory, 60);
  }

  /** The scenario of a plain call, with calls that last. */
  private static List<String> sipp(Kamailio edge, Path directory, int calls, int durationMs)
      throws IOException {
    Path scenario = directory.resolve("call.xml");
    String plain = Files.readString(Tool.project("sip-gateway/src/it/sipp/call.xml"));
    Files.writeString(
        scenario,
        plain.replace(
            "<pause milliseconds=\"200\"/>", "<pause milliseconds=\"" + durationMs + "\"/>"));
    return List.of(
        "sipp",
        "127.0.0.1:" + edge.sipPort,
        "-sf",
        scenario.toString(),
        "-s",
        "echo",
        "-i",
        "127.0.0.1",
        "-p",
        String.valueOf(Bot.freePort()),
        "-m",
        String.valueOf(calls),
        "-r",
        String.valueOf(CALLS_PER_SECOND),
        "-nostdin",
        // Kamailio's workers may overtake each other: a 180 may come behind its 200.
        "-default_behaviors",
        "all,-abortunexp",
        "-trace_err",
        "-timeout",
        "240",
        "-timeout_error");
  }

  private static String verdict(Tool.Result result) {
    return result.exitCode() == 0 ? "all answered and ended as they should" : result.output();
  }
}
