package org.talkspurt.gateway.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.embedding.MiniLmEmbedder;
import org.talkspurt.models.onnx.InferenceLane;
import org.talkspurt.models.onnx.Priority;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.models.vad.HearingMeters;
import org.talkspurt.models.vad.SileroVad;
import org.talkspurt.models.vad.VoiceActivityLane;

/** The models, loaded and warm, and the lanes they run on. */
final class SpeechKit implements AutoCloseable {
  static final String VOICE_ACTIVITY = "silero-vad";
  static final String RECOGNITION = "moonshine-tiny-en";
  static final String VOICE = "piper-joe";
  static final String PRONUNCIATION = "pronunciation";
  static final String EMBEDDING = "minilm";

  /** Tasks that may wait on a lane before those that can be dropped are. */
  private static final int LANE_CAPACITY = 32;

  private static final long CLAUSE_CACHE_BYTES = 32L << 20;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final VoiceActivityLane hearing;
  private final SpeechRecognizer recognizer;
  private final SentenceEmbedder embedder;
  private final Voice voice;
  private final InferenceLanes lanes;
  private final Executor idleVoice;

  /**
   * Loads what the store has.
   *
   * @param silero the neural voice activity detector; otherwise the one by energy
   */
  SpeechKit(ModelStore store, boolean silero, HearingMeters meters) {
    try {
      InferenceLane recognition = keep(new InferenceLane("asr", 1, LANE_CAPACITY, meters));
      InferenceLane synthesis = keep(new InferenceLane("tts", 1, LANE_CAPACITY, meters));
      InferenceLane brain = keep(new InferenceLane("brain", 1, LANE_CAPACITY, meters));
      VoiceActivityDetector detector =
          silero ? SileroVad.load(store.file(VOICE_ACTIVITY, "silero_vad.onnx")) : new EnergyVad();
      hearing = keep(new VoiceActivityLane(detector, meters));
      recognizer =
          keep(
              MoonshineRecognizer.load(
                  store.file(RECOGNITION, "encoder_model.ort"),
                  store.file(RECOGNITION, "decoder_model_merged.ort"),
                  store.file(RECOGNITION, "tokenizer.bin")));
      embedder =
          keep(
              MiniLmEmbedder.load(
                  store.file(EMBEDDING, "all-minilm-l6-v2-q.onnx"),
                  store.file(EMBEDDING, "all-minilm-l6-v2-q-tokenizer.json")));
      PiperSynthesizer synthesizer = keep(synthesizer(store));
      lanes =
          new InferenceLanes(
              recognition.at(Priority.FINAL_DECODE),
              recognition.at(Priority.PARTIAL_DECODE),
              synthesis.at(Priority.CLAUSE),
              brain.at(Priority.ANSWER));
      idleVoice = synthesis.at(Priority.SPECULATION);
      voice = Voice.english(synthesizer, lanes.synthesis(), new ClauseCache(CLAUSE_CACHE_BYTES));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The sets of the manifest that a kit is made of. */
  static List<String> sets(boolean silero) {
    return Stream.of(VOICE_ACTIVITY, RECOGNITION, VOICE, PRONUNCIATION, EMBEDDING)
        .filter(set -> silero || !set.equals(VOICE_ACTIVITY))
        .toList();
  }

  private static PiperSynthesizer synthesizer(ModelStore store) {
    return PiperSynthesizer.load(
        store.file(VOICE, "en_US-joe-medium.onnx"),
        store.file(VOICE, "en_US-joe-medium.onnx.json"),
        store.file(PRONUNCIATION, "us_gold.json"),
        store.file(PRONUNCIATION, "us_silver.json"),
        store.file(PRONUNCIATION, "oov_bart_en_us.npz"),
        PiperSettings.DEFAULT);
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }

  Hearing.Factory hearing() {
    return hearing;
  }

  SpeechRecognizer recognizer() {
    return recognizer;
  }

  SentenceEmbedder embedder() {
    return embedder;
  }

  Voice voice() {
    return voice;
  }

  /** Where the voice may do what nobody waits for. */
  Executor idleVoice() {
    return idleVoice;
  }

  InferenceLanes lanes() {
    return lanes;
  }

  /** Ends the lanes before the models they use. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.removeLast().close();
      } catch (Exception e) {
        throw new IllegalStateException("a model could not be closed", e);
      }
    }
  }
}
