package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.it.LossyWire.Impairment;
import org.talkspurt.rtp.audio.Resampler;
import tools.jackson.databind.JsonNode;

/**
 * baresip speaks to the echo over wires that lose, delay and reorder what it says, each seeded, and
 * the bot says how many packets that were.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class LossyWireIT {
  private static final int RATE_HZ = 8_000;

  /** Speech of some 25 s. */
  private static final int CLIPS = 9;

  /** Of the 50 packets a second; the rest of the call is left alone. */
  private static final int IMPAIRED_PACKETS = 1_000;

  private static final String PACKETS = "talkspurt_rtp_packets_total{direction=\"in\"";

  private static final int AT_ONCE = Integer.getInteger("talkspurt.it.parallel", 5);

  private enum Codec {
    PCMU("PCMU/8000/1", 8_000, 8_000),
    OPUS("opus/48000/2", 48_000, 48_000);

    private final String account;
    private final int rateHz;
    private final int clockRateHz;

    Codec(String account, int rateHz, int clockRateHz) {
      this.account = account;
      this.rateHz = rateHz;
      this.clockRateHz = clockRateHz;
    }
  }

  private record Condition(String name, Codec codec, Impairment impairment) {}

  private static final List<Condition> CONDITIONS =
      List.of(
          new Condition("sound", Codec.PCMU, new Impairment(0, 1, 0, 0)),
          new Condition("loss-1", Codec.PCMU, new Impairment(1, 1, 0, 0)),
          new Condition("loss-5", Codec.PCMU, new Impairment(5, 1, 0, 0)),
          new Condition("bursts-5", Codec.PCMU, new Impairment(5, 4, 0, 0)),
          new Condition("jitter-30", Codec.PCMU, new Impairment(0, 1, 30, 0)),
          new Condition("jitter-80", Codec.PCMU, new Impairment(0, 1, 80, 0)),
          new Condition("reorder-5", Codec.PCMU, new Impairment(0, 1, 0, 5)),
          new Condition("all-of-it", Codec.PCMU, new Impairment(3, 2, 30, 2)),
          new Condition("opus-loss-1", Codec.OPUS, new Impairment(1, 1, 0, 0)),
          new Condition("opus-loss-5", Codec.OPUS, new Impairment(5, 1, 0, 0)));

  /** What became of a condition's call. */
  private record Outcome(LossyWire.Truth truth, double median, double mean) {}

  private final short[] said =
      Sound.concat(Clip.all().stream().limit(CLIPS).map(Clip::pcm).toList());
  private Bot bot;

  @BeforeAll
  void start() throws Exception {
    bot =
        Bot.startWithoutModels(
            "--talkspurt.rtp.codecs=opus,PCMU",
            "--talkspurt.routes[0].number=echo*",
            "--talkspurt.routes[0].agent=echo");
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  private Outcome call(Condition condition, long seed) throws Exception {
    Codec codec = condition.codec;
    short[] played =
        codec.rateHz == RATE_HZ ? said : Resampler.create(RATE_HZ, codec.rateHz).whole(said);
    try (LossyWire wire =
        new LossyWire(
            bot.sipPort, condition.impairment, IMPAIRED_PACKETS, codec.clockRateHz, seed)) {
      byte[] wav =
          Baresip.record(
              "sip:echo-%s@127.0.0.1:%d".formatted(condition.name, wire.sipPort()),
              played,
              codec.rateHz,
              codec.account,
              "none",
              "opus_inbandfec yes",
              "opus_packet_loss 20");
      List<Double> segments = Correlation.segments(said, Clip.narrowband(wav));
      double mean = segments.stream().mapToDouble(x -> x).average().orElseThrow();
      return new Outcome(wire.truth(), Correlation.median(segments), mean);
    }
  }

  @Test
  void whatTheWireDoesIsCountedAndMostlyMadeGood() throws Exception {
    Map<Condition, Outcome> outcomes = new LinkedHashMap<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Outcome>> calls = new ArrayList<>();
      for (int i = 0; i < CONDITIONS.size(); i++) {
        Condition condition = CONDITIONS.get(i);
        long seed = i;
        calls.add(callers.submit(() -> call(condition, seed)));
      }
      for (int i = 0; i < calls.size(); i++) {
        outcomes.put(CONDITIONS.get(i), calls.get(i).get());
      }
    }
    List<JsonNode> records = bot.records(CONDITIONS.size());
    System.out.println(
        "wire in user space     | passed, heard | lost: wire, bot | reordered | jitter ms |"
            + " late | from copies | concealed ms | correlation: median, mean | MOS");
    outcomes.forEach((condition, outcome) -> print(condition, outcome, media(records, condition)));
    outcomes.forEach((condition, outcome) -> check(condition, outcome, media(records, condition)));
    checkMeters(outcomes.values());
    assertThat(mos(records, "loss-5")).isLessThan(mos(records, "loss-1"));
    assertThat(mos(records, "loss-1")).isLessThan(mos(records, "sound"));
    assertThat(mos(records, "opus-loss-5")).isGreaterThan(mos(records, "loss-5"));
  }

  /** What all the wires did is what a scrape says. */
  private void checkMeters(Collection<Outcome> outcomes) {
    long lost = outcomes.stream().mapToLong(outcome -> outcome.truth.lost()).sum();
    long passed = outcomes.stream().mapToLong(outcome -> outcome.truth.passed()).sum();
    double meteredLost = bot.metric(PACKETS + ",outcome=\"lost\"");
    double meteredPassed = bot.metric(PACKETS) - meteredLost;
    System.out.printf(
        "all wires: %d packets lost, %d passed; metered: %.0f and %.0f%n",
        lost, passed, meteredLost, meteredPassed);
    assertThat(meteredLost).isCloseTo(lost, withinPercentage(1));
    assertThat(meteredPassed).isCloseTo(passed, withinPercentage(1));
  }

  private static JsonNode media(List<JsonNode> records, String name) {
    return records.stream()
        .filter(call -> call.get("called").asString().equals("echo-" + name))
        .findFirst()
        .orElseThrow()
        .get("media");
  }

  private static JsonNode media(List<JsonNode> records, Condition condition) {
    return media(records, condition.name);
  }

  private static double mos(List<JsonNode> records, String name) {
    return media(records, name).get("mos").asDouble();
  }

  private static void print(Condition condition, Outcome outcome, JsonNode media) {
    LossyWire.Truth truth = outcome.truth;
    System.out.printf(
        "%-22s | %5d, %5d  | %3d, %3d        | %3d, %3d  | %4.1f, %4.1f | %3d | %3d | %5.0f |"
            + " %.3f, %.3f | %.2f%n",
        condition.name,
        truth.passed(),
        media.get("packetsReceived").asLong(),
        truth.lost(),
        media.get("lost").asLong(),
        truth.reordered(),
        media.get("reordered").asLong(),
        truth.jitterMs(),
        media.get("jitterMs").asDouble(),
        media.get("late").asLong(),
        media.get("recovered").asLong(),
        media.get("concealedSamples").asLong() / (condition.codec == Codec.OPUS ? 16.0 : 8.0),
        outcome.median,
        outcome.mean,
        media.get("mos").asDouble());
  }

  /** One hundredth of some fifty packets is none at all. */
  private static void check(Condition condition, Outcome outcome, JsonNode media) {
    LossyWire.Truth truth = outcome.truth;
    assertThat(truth.passed() + truth.lost())
        .as(condition.name)
        .isGreaterThan(IMPAIRED_PACKETS * 9 / 10);
    assertThat(media.get("lost").asLong()).as(condition.name + " lost").isEqualTo(truth.lost());
    assertThat(media.get("reordered").asLong())
        .as(condition.name + " reordered")
        .isEqualTo(truth.reordered());
    if (condition.impairment.lossPercent() > 0) {
      assertThat(truth.lost()).as(condition.name).isPositive();
    }
    if (condition.codec == Codec.OPUS && condition.impairment.lossPercent() >= 5) {
      assertThat(media.get("recovered").asLong()).as(condition.name).isPositive();
    }
    assertThat(outcome.median).as(condition.name).isGreaterThanOrEqualTo(0.9);
  }
}
