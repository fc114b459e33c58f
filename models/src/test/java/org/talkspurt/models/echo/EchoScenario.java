package org.talkspurt.models.echo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.echo.EchoCall.Outcome;
import org.talkspurt.rtp.audio.EchoCanceller;

/**
 * Calls of five turns over lines that return the bot's voice at one level, 20 to 250 ms later at
 * the bot's socket; its jitter buffer adds 40 ms. Every other line has two paths, every third a
 * background of noise at −55 dBm0.
 *
 * @param moving whether the delay moves all the time
 */
record EchoScenario(
    double returnDb,
    boolean moving,
    Supplier<EchoCanceller> guard,
    VoiceActivityDetector detector,
    int turns) {

  private static final int[] DELAYS_MS = {20, 60, 120, 180, 250};
  private static final int BUFFER_MS = 40;
  private static final int TURNS_PER_CALL = 5;

  /** The caller only listens. */
  Tally listening(List<short[]> voice) {
    return run(voice, List.of());
  }

  /** The caller interrupts every turn. */
  Tally interrupting(List<short[]> voice, List<CallerClip> clips) {
    return run(voice, clips);
  }

  private Tally run(List<short[]> voice, List<CallerClip> clips) {
    Tally tally = new Tally();
    for (int number = 0; tally.turns < turns; number++) {
      Random random = new Random(number);
      int delayMs = DELAYS_MS[number % DELAYS_MS.length];
      EchoLine line =
          new EchoLine(
              returnDb,
              BUFFER_MS + delayMs + random.nextInt(10) - 5,
              number % 2 == 1,
              moving,
              number % 3 == 2 ? -55 : -100,
              random);
      EchoCall call = new EchoCall(line, guard.get(), new Listener(detector));
      call.silence(10);
      for (int turn = 0; turn < TURNS_PER_CALL; turn++) {
        short[] speech = voice.get(random.nextInt(voice.size()));
        if (clips.isEmpty()) {
          tally.add(call.turn(speech), delayMs, turn);
        } else {
          CallerClip clip = clips.get(random.nextInt(clips.size()));
          int onset = 2_400 + random.nextInt(Math.max(1, speech.length - 12_000));
          tally.add(call.turn(speech, clip, onset - clip.speechFrom()), delayMs, turn);
        }
        call.silence(40 + random.nextInt(50));
      }
    }
    return tally;
  }

  /** What became of the turns. */
  static final class Tally {
    int turns;
    int turnsPaused;
    int stops;
    int caught;
    final List<Double> latenciesMs = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();

    void add(Outcome outcome, int delayMs, int turn) {
      turns++;
      turnsPaused += outcome.pauses() > 0 ? 1 : 0;
      stops += outcome.stops();
      if (outcome.caught()) {
        caught++;
        latenciesMs.add(outcome.latencyMs());
      }
      if (outcome.pauses() > 0 || outcome.stops() > 0) {
        troubles.add(delayMs + " ms, turn " + (turn + 1));
      }
    }

    double latencyMs(double quantile) {
      List<Double> sorted = new ArrayList<>(latenciesMs);
      Collections.sort(sorted);
      return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1)));
    }
  }
}
