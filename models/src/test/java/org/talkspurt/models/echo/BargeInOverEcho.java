package org.talkspurt.models.echo;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.talkspurt.models.TestModels;
import org.talkspurt.models.echo.EchoScenario.Tally;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.models.vad.SileroVad;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.Resampler;

/**
 * The default voice, returned by the line, against the default voice activity detector and dialog's
 * judgement. {@code -Dtalkspurt.echo.turns=500} measures; fewer turns are a test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BargeInOverEcho {
  static final int TURNS = Integer.getInteger("talkspurt.echo.turns", 25);

  /** Enough for 3 % of them to be some. */
  static final int MANY_TURNS = Math.max(100, TURNS);

  private static final List<String> REPLIES =
      List.of(
          "Thank you for calling Riverside Dental. I can book an appointment or answer a question. "
              + "How can I help you today?",
          "We are open from eight in the morning until six in the evening, Monday through Friday.",
          "A cleaning costs ninety dollars, and it takes about forty five minutes.",
          "There is free parking right behind the building, and the entrance is on Oak Street.",
          "Sure, I can book that for you. Which day would suit you best?",
          "I have an opening on Thursday at ten fifteen, or on Friday at half past two.",
          "Yes, we accept most dental insurance plans. Please bring your card with you.",
          "If you are in pain, come by as early as you can, and we will see you the same day.",
          "Could you tell me your phone number, please? You can also type it on the keypad.",
          "Your appointment is on Tuesday the fourth at nine. Is that correct?",
          "You can cancel or move an appointment up to one day before, without any charge.",
          "I am sorry, I did not catch that. Could you say it once more?");

  private SileroVad detector;
  private List<short[]> voice;
  private List<CallerClip> clips;

  @BeforeAll
  void load() {
    detector = SileroVad.load(TestModels.file("silero-vad", "silero_vad.onnx"));
    try (PiperSynthesizer piper =
        PiperSynthesizer.load(
            TestModels.file("piper-joe", "en_US-joe-medium.onnx"),
            TestModels.file("piper-joe", "en_US-joe-medium.onnx.json"),
            TestModels.file("pronunciation", "us_gold.json"),
            TestModels.file("pronunciation", "us_silver.json"),
            TestModels.file("pronunciation", "oov_bart_en_us.npz"),
            new PiperSettings(0f, 1f, 0f, PiperSettings.DEFAULT.levelDbm0()))) {
      voice =
          REPLIES.stream()
              .map(piper::synthesize)
              .map(speech -> Resampler.create(speech.sampleRateHz(), 8_000).whole(speech.samples()))
              .toList();
    }
    clips = CallerClip.interruptions();
  }

  @AfterAll
  void close() {
    detector.close();
  }

  /** The caller listens. */
  final Tally listening(
      String name, Supplier<EchoCanceller> canceller, double returnDb, boolean moving) {
    Tally tally = new EchoScenario(returnDb, moving, canceller, detector, TURNS).listening(voice);
    report(name + " listening", returnDb, moving, tally);
    return tally;
  }

  /** The caller interrupts every turn. */
  final Tally interrupting(
      String name, Supplier<EchoCanceller> canceller, double returnDb, boolean moving, int turns) {
    Tally tally =
        new EchoScenario(returnDb, moving, canceller, detector, turns).interrupting(voice, clips);
    report(name + " interrupting", returnDb, moving, tally);
    return tally;
  }

  private static void report(String what, double returnDb, boolean moving, Tally tally) {
    System.out.printf(
        Locale.ROOT,
        "%-20s echo %4.0f dB%s: %d turns, %d paused, %d stopped by echo, %d caught,"
            + " p50 %.0f ms, p95 %.0f ms %s%n",
        what,
        returnDb,
        moving ? ", moving" : "",
        tally.turns,
        tally.turnsPaused,
        tally.stops,
        tally.caught,
        tally.latencyMs(0.5),
        tally.latencyMs(0.95),
        tally.troubles);
  }
}
