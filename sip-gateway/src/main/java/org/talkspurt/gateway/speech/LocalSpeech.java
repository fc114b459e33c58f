package org.talkspurt.gateway.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.reply.TextNormalizer;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.gateway.yaml.BundledText;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.rtp.audio.Resampler;

/**
 * The local voice and recognizer for commands, which answer no calls: loaded from the cache when
 * first wanted, never fetched. Thread-safe; one sound at a time.
 */
public final class LocalSpeech implements AutoCloseable {

  private static final int NARROWBAND_HZ = 8_000;
  private static final int WIDEBAND_HZ = 16_000;

  /** The same to the sample every time: what is measured twice should differ by the agent only. */
  private static final PiperSettings REPEATABLE = new PiperSettings(0f, null, 0f, -19);

  private final ModelStore store;
  private @Nullable PiperSynthesizer voice;
  private @Nullable MoonshineRecognizer recognizer;

  /**
   * @param directory of the cache
   */
  public LocalSpeech(Path directory) {
    store = new ModelStore(manifest(), directory, (_, _, _) -> {});
  }

  /** Where the bot keeps its models unless a file or an argument tells it otherwise. */
  public static Path cache() {
    return environment("TALKSPURT_MODELS_DIRECTORY")
        .orElseGet(
            () ->
                environment("XDG_CACHE_HOME")
                    .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                    .resolve("talkspurt/models"));
  }

  private static Optional<Path> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).map(Path::of);
  }

  /** The sets that a bot with default settings loads. */
  public static List<String> defaultSets() {
    return sets(new ModelChoice(true, true));
  }

  /** The sets that a bot with such settings loads. */
  public static List<String> sets(ModelChoice choice) {
    return SpeechKit.sets(choice);
  }

  /** The operator's list of models, or the one in the jar. */
  public static ModelManifest manifest() {
    Path own = Path.of("config", "models.yaml");
    return Files.isRegularFile(own)
        ? ModelManifest.read(own)
        : ModelManifest.parse("models.yaml", BundledText.get("models.yaml"));
  }

  /**
   * The default detector of a cache.
   *
   * @throws org.talkspurt.models.store.ModelStoreException if it is not there
   */
  public static VoiceActivityDetector voiceActivity(ModelStore store) {
    return SpeechKit.voiceActivity(store);
  }

  /**
   * The default recognizer of a cache.
   *
   * @throws org.talkspurt.models.store.ModelStoreException if it is not there
   */
  public static SpeechRecognizer recognizer(ModelStore store) {
    return SpeechKit.recognizer(store);
  }

  /**
   * A text as 8 kHz PCM.
   *
   * @throws org.talkspurt.models.store.ModelStoreException if the voice is not in the cache
   */
  public synchronized short[] speak(String text) {
    PiperSynthesizer speaking = voice;
    if (speaking == null) {
      speaking = SpeechKit.synthesizer(store, REPEATABLE);
      voice = speaking;
    }
    Speech speech = speaking.synthesize(TextNormalizer.spokenForm(text));
    return Resampler.create(speech.sampleRateHz(), NARROWBAND_HZ).whole(speech.samples());
  }

  /**
   * What is said in 8 kHz PCM.
   *
   * @throws org.talkspurt.models.store.ModelStoreException if the recognizer is not in the cache
   */
  public synchronized String recognize(short[] pcm) {
    MoonshineRecognizer listening = recognizer;
    if (listening == null) {
      listening = SpeechKit.recognizer(store);
      recognizer = listening;
    }
    short[] wide = Resampler.create(NARROWBAND_HZ, WIDEBAND_HZ).whole(pcm);
    return listening.recognize(wide).text();
  }

  @Override
  public synchronized void close() {
    if (voice != null) {
      voice.close();
    }
    if (recognizer != null) {
      recognizer.close();
    }
  }
}
