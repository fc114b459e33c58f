package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many echo calls at once. */
@Isolated
class EchoLoadIT {
  private static final int CALLS = 40;
  private static final int MEASURED = 4;

  /** What the kernel drops for want of a reader leaves a gap in the numbers: it counts as lost. */
  @Test
  void fortyEchoCallsAtOnceLoseNothing() throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-sipp");
    Clip clip = Clip.named("q-emergency");
    Files.write(directory.resolve("caller.ulaw"), G711.encode(clip.pcm()));
    try (Bot bot = Bot.startWithoutModels()) {
      Process sipp = Tool.start(directory, Tool.sipp(bot, "audio-call", CALLS - MEASURED, 20));
      WireCaller.pause(3_000);
      List<Double> correlations = new ArrayList<>();
      List<WireCaller> callers = new ArrayList<>();
      List<WireCaller.Spoken> spoken = new ArrayList<>();
      for (int i = 0; i < MEASURED; i++) {
        WireCaller caller = WireCaller.dial(bot.sipPort, "echo");
        callers.add(caller);
        spoken.add(caller.say(clip));
      }
      assertThat(bot.metric("talkspurt_calls_active")).isEqualTo(CALLS);
      WireCaller.pause(clip.pcm().length / 8 + 1_000);
      for (int i = 0; i < MEASURED; i++) {
        short[] returned = callers.get(i).recording(spoken.get(i).firstSpeechNs, System.nanoTime());
        correlations.add(Correlation.ofEcho(clip.pcm(), returned));
        callers.get(i).close();
      }
      Tool.Result result = Tool.finish(sipp, directory, 120);
      assertThat(result.exitCode()).as(result.output()).isZero();
      bot.awaitIdle();
      long lost = sum(bot, "lost");
      long late = sum(bot, "late");
      System.out.printf(
          "%d echo calls: correlation %s, packets in %.0f, lost %d, late %d%n",
          CALLS,
          correlations.stream().map("%.4f"::formatted).collect(Collectors.joining(" ")),
          bot.metric("talkspurt_rtp_packets_total{direction=\"in\""),
          lost,
          late);
      assertThat(bot.records(CALLS))
          .hasSize(CALLS)
          .allMatch(r -> r.get("result").asString().equals("completed"));
      assertThat(correlations).allMatch(c -> c >= 0.99);
      assertThat(lost).isZero();
    }
  }

  private static long sum(Bot bot, String field) throws IOException {
    return bot.records(CALLS).stream().mapToLong(r -> r.get("media").get(field).asLong()).sum();
  }
}
