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
      int before = callUntilBothAnswer(edge, first, second);
      Tool.Result both = call(edge, 10, 500);
      assertThat(both.exitCode()).as(both.output()).isZero();
      assertThat(hungUp(causes(before + 10, first, second))).isEqualTo(before + 10);
      long byFirst = hungUp(causes(0, first));
      long bySecond = hungUp(causes(0, second));
      assertThat(byFirst).isGreaterThanOrEqualTo(5);
      assertThat(bySecond).isGreaterThanOrEqualTo(5);

      first.kill();
      Tool.Result after = call(edge, 10, 500);
      System.out.printf("10 calls begun the moment after a bot was killed: %s%n", verdict(after));
      assertThat(after.exitCode()).as(after.output()).isZero();
      assertThat(hungUp(causes((int) bySecond + 10, second))).isEqualTo(bySecond + 10);
    }
  }

  @Test
  void aRollingRestartCutsNoCallAndRefusesNone() throws Exception {
    try (Bot first = bot(20_000);
        Bot second = bot(21_000);
        Kamailio edge = Kamailio.start(first, second)) {
      int before = callUntilBothAnswer(edge, first, second);
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
      List<String> causes = causes(before + good, first, second);
      System.out.printf(
          "calls begun at %d a second while two bots were restarted in turn: %d good, %d cut or"
              + " refused%n",
          CALLS_PER_SECOND, good, failed);
      assertThat(failed).as(output).isZero();
      assertThat(good).isGreaterThan(10 * CALLS_PER_SECOND).isLessThan(MOST_CALLS);
      assertThat(causes).isSubsetOf("caller_hung_up", "caller_cancelled");
      assertThat(hungUp(causes)).isEqualTo(before + good);
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
    return Bot.startWithoutModels(
        "--talkspurt.rtp.port-min=" + firstRtpPort,
        "--talkspurt.rtp.port-max=" + (firstRtpPort + 999));
  }

  /**
   * Calls until the edge has heard both bots answer its OPTIONS.
   *
   * @return how many calls that took; each leaves a record
   */
  private static int callUntilBothAnswer(Kamailio edge, Bot first, Bot second) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    int answered = 0;
    while (first.records(0).isEmpty() || second.records(0).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("calls do not reach both bots:\n" + edge.output());
      }
      if (call(edge, 1, 100).exitCode() == 0) {
        answered++;
      }
    }
    return answered;
  }

  /** Why calls ended, as soon as so many are over: a record may be written after its call. */
  private static List<String> causes(int atLeast, Bot... bots) throws IOException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (true) {
      List<String> causes = new ArrayList<>();
      for (Bot bot : bots) {
        bot.records(0).forEach(call -> causes.add(call.get("cause").asString()));
      }
      if (hungUp(causes) >= atLeast || System.nanoTime() > end) {
        return causes;
      }
      WireCaller.pause(50);
    }
  }

  /** Cancelled ones are not among them: the edge found another bot when one was slow to answer. */
  private static long hungUp(List<String> causes) {
    return causes.stream().filter("caller_hung_up"::equals).count();
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
        String.valueOf(FreePort.next()),
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
