package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.settings.Announcements;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.gateway.agent.AgentCatalog;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.agent.AgentReloader;
import org.talkspurt.gateway.call.EchoApplication;
import org.talkspurt.gateway.call.Switchboard;
import org.talkspurt.gateway.call.ToneApplication;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.vad.HearingMeters;

/**
 * Answers calls: {@code echo} and {@code tone} from the start, the agents of the files as soon as
 * the models are loaded.
 */
public final class SpeechService implements Switchboard, AutoCloseable {
  /** Agents that need no file. */
  public static final Set<String> BUILT_IN = Set.of("echo", "tone");

  private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(2);
  private static final int TELEPHONE_RATE_HZ = 8_000;

  private final AgentFiles files;
  private final Set<String> namesAtStart;
  private final CallMetrics metrics;
  private final SpeechModels models;
  private volatile @Nullable Desk desk;

  /** What agents need to answer, once it is there. */
  private record Desk(SpeechKit kit, AgentCatalog catalog, AgentReloader reloader) {}

  /** Whether agents can answer. */
  public sealed interface Readiness {
    record Ready() implements Readiness {}

    /**
     * @param reason what is being waited for, or what is wrong and how to mend it
     */
    record NotReady(String reason) implements Readiness {}
  }

  /**
   * A service on the models of a store.
   *
   * @param fetch whether missing models are fetched
   * @param silero whether voice activity is told by the neural model
   */
  public static SpeechService of(
      AgentFiles files,
      ModelStore store,
      boolean fetch,
      boolean silero,
      CallMetrics metrics,
      HearingMeters lanes) {
    return new SpeechService(
        files,
        () -> {
          if (fetch) {
            store.fetch(SpeechKit.sets(silero));
          }
          return new SpeechKit(store, silero, lanes);
        },
        metrics);
  }

  /**
   * @param kit fetches and loads the models; called in the background until it succeeds
   */
  private SpeechService(AgentFiles files, Supplier<SpeechKit> kit, CallMetrics metrics) {
    this.files = files;
    this.namesAtStart = Set.copyOf(files.names());
    this.metrics = metrics;
    this.models = new SpeechModels(kit, this::open);
  }

  /** Begins to load the models. */
  public void start() {
    models.start();
  }

  private void open(SpeechKit kit) {
    AgentCatalog catalog = new AgentCatalog(files, agent -> responder(agent, kit));
    catalog.refresh();
    Announcements announcements = Announcements.english();
    for (String text :
        new String[] {
          announcements.oneMoment(), announcements.sayAgain(), announcements.giveUp()
        }) {
      kit.voice().prefetch(text, TELEPHONE_RATE_HZ).join();
    }
    desk = new Desk(kit, catalog, new AgentReloader(catalog, LOOK_FOR_CHANGES));
  }

  /** The greeting is synthesised before the first caller waits for it. */
  private static Responder responder(Agent agent, SpeechKit kit) {
    BankResponder responder =
        new BankResponder(agent, kit.embedder(), kit.lanes().brain(), InstantSource.system());
    kit.voice().prefetch(responder.greeting(responder.begin()).text(), TELEPHONE_RATE_HZ).join();
    kit.voice().prepare(responder::stockReplies, TELEPHONE_RATE_HZ, kit.idleVoice());
    return responder;
  }

  @Override
  public Optional<Extension> find(String agent) {
    return switch (agent) {
      case "echo" ->
          Optional.of(
              new Extension(
                  agent,
                  0,
                  true,
                  line -> new EchoApplication(line.sink(), line.control()::hangUp)));
      case "tone" ->
          Optional.of(
              new Extension(
                  agent,
                  0,
                  true,
                  line -> new ToneApplication(line.sink(), line.control()::hangUp)));
      default -> speaking(agent);
    };
  }

  private Optional<Extension> speaking(String agent) {
    Desk open = desk;
    if (open == null) {
      return namesAtStart.contains(agent)
          ? Optional.of(
              new Extension(
                  agent,
                  0,
                  false,
                  _ -> {
                    throw new IllegalStateException("not ready");
                  }))
          : Optional.empty();
    }
    return open.catalog()
        .find(agent)
        .map(
            entry ->
                new Extension(
                    agent,
                    entry.agent().maxCalls().orElse(0),
                    true,
                    line -> converse(entry, open.kit(), line)));
  }

  private ConversationApplication converse(AgentCatalog.Entry entry, SpeechKit kit, Line line) {
    // Another day or another sample rate than when the agent was loaded.
    kit.voice()
        .prepare(entry.responder()::stockReplies, line.sink().sampleRateHz(), kit.idleVoice());
    return new ConversationApplication(
        line.callId(),
        metrics,
        listener ->
            new Conversation(
                new ConversationPorts(
                    line.loop(),
                    kit.lanes(),
                    kit.hearing(),
                    kit.recognizer(),
                    kit.voice(),
                    entry.responder(),
                    line.sink(),
                    line.control(),
                    listener),
                settings(entry.agent())));
  }

  private static ConversationSettings settings(Agent agent) {
    ConversationSettings defaults = ConversationSettings.defaults();
    return agent
        .endOfTurn()
        .map(
            pauses ->
                defaults.withSilences(pauses.complete(), pauses.neutral(), pauses.unfinished()))
        .orElse(defaults);
  }

  /** Whether agents can answer, for health. */
  public Readiness readiness() {
    return switch (models.state()) {
      case SpeechModels.State.Loading _ -> new Readiness.NotReady("speech models are loading");
      case SpeechModels.State.Failed(String reason) -> new Readiness.NotReady(reason);
      case SpeechModels.State.Ready _ -> new Readiness.Ready();
    };
  }

  @Override
  public void close() {
    Desk open = desk;
    if (open != null) {
      open.reloader().close();
    }
    models.close();
  }
}
