package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.embedding.MiniLmEmbedder;
import org.talkspurt.models.onnx.InferenceLane;
import org.talkspurt.models.onnx.LaneWatch;
import org.talkspurt.models.onnx.Priority;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.models.turn.SmartTurn;
import org.talkspurt.models.vad.HearingMeters;
import org.talkspurt.models.vad.SileroVad;
import org.talkspurt.models.vad.VoiceActivityLane;

/** The models, loaded and warm, and the lanes they run on. */
final class SpeechKit implements AutoCloseable {
  static final String VOICE_ACTIVITY = "silero-vad";
  static final String TURN = "smart-turn";
  static final String RECOGNITION = "moonshine-tiny-en";
  static final String VOICE = "piper-joe";
  static final String PRONUNCIATION = "pronunciation";
  static final String EMBEDDING = "minilm";

  private static final Logger log = LoggerFactory.getLogger(SpeechKit.class);

  /** Tasks that may wait on a lane before those that can be dropped are. */
  private static final int LANE_CAPACITY = 32;

  private static final long CLAUSE_CACHE_BYTES = 32L << 20;

  private final Hearing.Factory hearing;
  private final SpeechRecognizer recognizer;
  private final Optional<TurnDetector> turnDetector;
  private final SentenceEmbedder embedder;
  private final Voice voice;
  private final InferenceLanes lanes;
  private final Executor idleVoice;
  private final Supplier<Optional<String>> trouble;
  private final Supplier<Duration> backlog;
  private final List<AutoCloseable> resources;

  /**
   * @param trouble what is so wrong with the lanes that no new calls should come
   * @param backlog for how long what callers wait for has waited for a lane
   * @param resources closed with the kit, in order: what uses another before what it uses
   */
  SpeechKit(
      Hearing.Factory hearing,
      SpeechRecognizer recognizer,
      Optional<TurnDetector> turnDetector,
      SentenceEmbedder embedder,
      Voice voice,
      InferenceLanes lanes,
      Executor idleVoice,
      Supplier<Optional<String>> trouble,
      Supplier<Duration> backlog,
      List<AutoCloseable> resources) {
    this.hearing = hearing;
    this.recognizer = recognizer;
    this.turnDetector = turnDetector;
    this.embedder = embedder;
    this.voice = voice;
    this.lanes = lanes;
    this.idleVoice = idleVoice;
    this.trouble = trouble;
    this.backlog = backlog;
    this.resources = List.copyOf(resources);
  }

  /**
   * Loads what the store has.
   *
   * @param choice which of the models there are
   */
  static SpeechKit load(ModelStore store, ModelChoice choice, HearingMeters meters) {
    // Lanes first: they end before the models they use.
    List<AutoCloseable> opened = Collections.synchronizedList(new ArrayList<>());
    LaneWatch watch = new LaneWatch();
    opened.add(watch);
    InferenceLane recognition = lane("asr", meters, watch, opened);
    InferenceLane synthesis = lane("tts", meters, watch, opened);
    InferenceLane brain = lane("brain", meters, watch, opened);
    InferenceLane turn = lane("turn", meters, watch, opened);
    try (var loads = new ParallelLoads(opened)) {
      // The slowest first.
      Optional<Supplier<TurnDetector>> turnDetector =
          choice.smartTurn()
              ? Optional.of(loads.begin(() -> turnDetector(store)))
              : Optional.empty();
      Supplier<SpeechRecognizer> recognizer = loads.begin(() -> recognizer(store));
      Supplier<PiperSynthesizer> synthesizer =
          loads.begin(() -> synthesizer(store, PiperSettings.DEFAULT));
      Supplier<SentenceEmbedder> embedder = loads.begin(() -> embedder(store));
      Supplier<VoiceActivityLane> hearing =
          loads.begin(() -> new VoiceActivityLane(voiceActivity(store, choice), meters));
      InferenceLanes lanes =
          new InferenceLanes(
              recognition.at(Priority.FINAL_DECODE),
              recognition.at(Priority.PARTIAL_DECODE),
              turn.at(Priority.TURN),
              synthesis.at(Priority.CLAUSE),
              brain.at(Priority.ANSWER));
      watch.add(hearing.get());
      return new SpeechKit(
          hearing.get(),
          recognizer.get(),
          turnDetector.map(Supplier::get),
          embedder.get(),
          Voice.english(synthesizer.get(), lanes.synthesis(), new ClauseCache(CLAUSE_CACHE_BYTES)),
          lanes,
          synthesis.at(Priority.SPECULATION),
          watch::trouble,
          watch::backlog,
          opened);
    } catch (RuntimeException | Error e) {
      close(opened);
      throw e;
    }
  }

  private static InferenceLane lane(
      String name, HearingMeters meters, LaneWatch watch, List<AutoCloseable> opened) {
    InferenceLane lane = new InferenceLane(name, 1, LANE_CAPACITY, meters);
    opened.add(lane);
    watch.add(lane);
    return lane;
  }

  /** The sets of the manifest that a kit is made of. */
  static List<String> sets(ModelChoice choice) {
    return Stream.of(VOICE_ACTIVITY, TURN, RECOGNITION, VOICE, PRONUNCIATION, EMBEDDING)
        .filter(set -> choice.silero() || !set.equals(VOICE_ACTIVITY))
        .filter(set -> choice.smartTurn() || !set.equals(TURN))
        .toList();
  }

  private static VoiceActivityDetector voiceActivity(ModelStore store, ModelChoice choice) {
    return choice.silero() ? voiceActivity(store) : new EnergyVad();
  }

  static TurnDetector turnDetector(ModelStore store) {
    return SmartTurn.load(store.file(TURN, "smart-turn-v3.2-cpu.onnx"));
  }

  static SentenceEmbedder embedder(ModelStore store) {
    return MiniLmEmbedder.load(
        store.file(EMBEDDING, "all-minilm-l6-v2-q.onnx"),
        store.file(EMBEDDING, "all-minilm-l6-v2-q-tokenizer.json"));
  }

  /** The default voice activity detector of the cache. */
  static SileroVad voiceActivity(ModelStore store) {
    return SileroVad.load(store.file(VOICE_ACTIVITY, "silero_vad.onnx"));
  }

  /** The default recognizer of the cache. */
  static MoonshineRecognizer recognizer(ModelStore store) {
    return MoonshineRecognizer.load(
        store.file(RECOGNITION, "encoder_model.ort"),
        store.file(RECOGNITION, "decoder_model_merged.ort"),
        store.file(RECOGNITION, "tokenizer.bin"));
  }

  /** The default voice of the cache. */
  static PiperSynthesizer synthesizer(ModelStore store, PiperSettings settings) {
    return PiperSynthesizer.load(
        store.file(VOICE, "en_US-joe-medium.onnx"),
        store.file(VOICE, "en_US-joe-medium.onnx.json"),
        store.file(PRONUNCIATION, "us_gold.json"),
        store.file(PRONUNCIATION, "us_silver.json"),
        store.file(PRONUNCIATION, "oov_bart_en_us.npz"),
        settings);
  }

  Hearing.Factory hearing() {
    return hearing;
  }

  SpeechRecognizer recognizer() {
    return recognizer;
  }

  Optional<TurnDetector> turnDetector() {
    return turnDetector;
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

  /** What is so wrong with the lanes that no new calls should come, if anything. */
  Optional<String> trouble() {
    return trouble.get();
  }

  /** For how long what callers wait for has waited for a lane. */
  Duration backlog() {
    return backlog.get();
  }

  /** Ends the lanes before the models they use. */
  @Override
  public void close() {
    close(resources);
  }

  /** One that cannot be closed does not keep the others open. */
  private static void close(List<AutoCloseable> resources) {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        log.error("{} could not be closed", resource, e);
      }
    }
  }
}
