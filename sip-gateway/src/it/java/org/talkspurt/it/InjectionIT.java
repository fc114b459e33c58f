package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.line.Heard;

/** RTP injection and RTP bleed against live calls. */
@Isolated
class InjectionIT {
  private static final int CALLS = 20;
  private static final int DATAGRAMS = 1_000_000;

  /** Within what the bot reads of a call, 32 RTP and 4 RTCP datagrams a tick. */
  private static final int PER_SECOND = 20_000;

  @Test
  void aMillionForeignPacketsAreNeitherHeardNorAnswered() throws Exception {
    Clip clip = Clip.named("q-emergency");
    List<WireCaller> callers = new ArrayList<>();
    List<Double> correlations = new ArrayList<>();
    try (Bot bot = Bot.startWithoutModels()) {
      for (int i = 0; i < CALLS; i++) {
        callers.add(WireCaller.dial(bot.sipPort, "echo"));
      }
      WireCaller.pause(1_000); // every caller has been heard from
      long cpuBeforeMs = bot.cpuMs("media-");
      long beginNs = System.nanoTime();
      List<List<WireCaller.Spoken>> spoken = new ArrayList<>();
      boolean answered;
      try (Injector injector = new Injector(callers)) {
        int portion = PER_SECOND * (clip.pcm().length / 8_000 + 2);
        for (int sent = 0; sent < DATAGRAMS; sent += portion) {
          spoken.add(callers.stream().map(caller -> caller.say(clip)).toList());
          injector.send(Math.min(portion, DATAGRAMS - sent), PER_SECOND);
        }
        answered = injector.wasAnswered();
      }
      double seconds = (System.nanoTime() - beginNs) / 1e9;
      double cores = (bot.cpuMs("media-") - cpuBeforeMs) / 1e3 / seconds;
      for (int i = 0; i < CALLS; i++) {
        WireCaller.Spoken said = spoken.get(i % (spoken.size() - 1)).get(i);
        long fromNs = said.firstSpeechNs - clip.speechStartMs() * 1_000_000L;
        long toNs = fromNs + clip.pcm().length * 125_000L + 500_000_000;
        correlations.add(
            Correlation.bySegments(clip.pcm(), callers.get(i).recording(fromNs, toNs)));
      }
      long foreignSound = 0;
      for (List<WireCaller.Spoken> portion : spoken.subList(0, spoken.size() - 1)) {
        for (int i = 0; i < CALLS; i++) {
          long silentNs = portion.get(i).firstSpeechNs + clip.pcm().length * 125_000L + 300_000_000;
          foreignSound +=
              callers.get(i).heard().stream()
                  .filter(h -> h.atNs() > silentNs && h.atNs() < silentNs + 500_000_000)
                  .filter(Heard::audible)
                  .count();
        }
      }
      for (WireCaller caller : callers) {
        caller.close();
      }
      bot.awaitIdle();
      double refused =
          List.of("foreign", "malformed", "oversized").stream()
              .mapToDouble(
                  outcome ->
                      bot.metric(
                          "talkspurt_rtp_packets_total{direction=\"in\",outcome=\"" + outcome))
              .sum();
      long lost =
          bot.records(CALLS).stream().mapToLong(r -> r.get("media").get("lost").asLong()).sum();
      System.out.printf(
          "%,d foreign datagrams in %.0f s at %d calls: %,.0f refused, %s answered, %d heard;"
              + " callers lost %d packets, worst of %d echoes correlates %.4f; the media loop took"
              + " %.2f cores%n",
          DATAGRAMS,
          seconds,
          CALLS,
          refused,
          answered ? "some" : "none",
          foreignSound,
          lost,
          correlations.size(),
          correlations.stream().mapToDouble(c -> c).min().orElseThrow(),
          cores);
      assertThat(answered).isFalse();
      assertThat(foreignSound).isZero();
      assertThat(correlations).allMatch(c -> c >= 0.99);
      assertThat(lost).isZero();
      assertThat(refused).isGreaterThan(0.99 * DATAGRAMS);
      assertThat(bot.records(CALLS))
          .hasSize(CALLS)
          .allMatch(r -> r.get("result").asString().equals("completed"));
    }
  }
}
