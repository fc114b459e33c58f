package org.talkspurt.gateway.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.talkspurt.dialog.reply.TextNormalizer;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.rtp.audio.Resampler;

/** Times each model of a cache alone, one call at a time, on the work that a turn gives it. */
public final class ModelBench {

  private static final String CLAUSE = "We are open from eight in the morning.";
  private static final String QUESTION = "What time do you open tomorrow?";
  private static final int WIDEBAND_HZ = 16_000;

  /** Runs before the clock counts: the compiler and the caches settle. */
  private static final int WARM_UP = 3;

  private final ModelStore store;
  private final int runs;
  private final Consumer<Row> rows;

  /**
   * What a model took.
   *
   * @param work what it was given
   * @param soundMs length of the sound that was judged or made; 0: none
   * @param runsMs each run, in their order
   */
  public record Row(String set, String work, double soundMs, List<Double> runsMs) {
    public Row {
      runsMs = List.copyOf(runsMs);
    }
  }

  /**
   * @param runs of each model
   * @param rows gets each as soon as it is known
   */
  public ModelBench(ModelStore store, int runs, Consumer<Row> rows) {
    this.store = store;
    this.runs = runs;
    this.rows = rows;
  }

  /**
   * Runs all of the default models.
   *
   * @throws org.talkspurt.models.store.ModelStoreException if one is not there
   */
  public void run() {
    short[] question = voice();
    voiceActivity(question);
    recognition(question);
    turn(question);
    meaning();
  }

  /** Returns the question as the voice says it, 16 kHz. */
  private short[] voice() {
    try (SpeechSynthesizer voice = SpeechKit.synthesizer(store, PiperSettings.DEFAULT)) {
      String clause = TextNormalizer.spokenForm(CLAUSE);
      Speech made = voice.synthesize(clause);
      time(
          SpeechKit.VOICE,
          "a clause of %d characters".formatted(CLAUSE.length()),
          1e3 * made.samples().length / made.sampleRateHz(),
          () -> voice.synthesize(clause));
      Speech asked = voice.synthesize(TextNormalizer.spokenForm(QUESTION));
      return Resampler.create(asked.sampleRateHz(), WIDEBAND_HZ).whole(asked.samples());
    }
  }

  private void voiceActivity(short[] sound) {
    try (VoiceActivityDetector detector = SpeechKit.voiceActivity(store)) {
      VoiceActivityDetector.State[] state = {detector.newState()};
      short[][] window = {Arrays.copyOf(sound, detector.windowSamples())};
      float[] probability = new float[1];
      time(
          SpeechKit.VOICE_ACTIVITY,
          "a window",
          milliseconds(window[0]),
          () -> detector.detect(state, window, 1, probability));
    }
  }

  private void recognition(short[] sound) {
    try (SpeechRecognizer recognizer = SpeechKit.recognizer(store)) {
      time(
          SpeechKit.RECOGNITION,
          "a question",
          milliseconds(sound),
          () -> recognizer.recognize(sound));
    }
  }

  private void turn(short[] sound) {
    try (TurnDetector detector = SpeechKit.turnDetector(store)) {
      time(SpeechKit.TURN, "a question", milliseconds(sound), () -> detector.detect(sound));
    }
  }

  private void meaning() {
    try (SentenceEmbedder embedder = SpeechKit.embedder(store)) {
      time(SpeechKit.EMBEDDING, "a sentence", 0, () -> embedder.embed(QUESTION));
    }
  }

  private static double milliseconds(short[] sound) {
    return 1e3 * sound.length / WIDEBAND_HZ;
  }

  private void time(String set, String work, double soundMs, Runnable run) {
    List<Double> times = new ArrayList<>();
    for (int i = -WARM_UP; i < runs; i++) {
      long beginNs = System.nanoTime();
      run.run();
      if (i >= 0) {
        times.add((System.nanoTime() - beginNs) / 1e6);
      }
    }
    rows.accept(new Row(set, work, soundMs, times));
  }
}
