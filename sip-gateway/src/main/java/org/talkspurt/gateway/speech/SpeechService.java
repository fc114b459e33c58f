package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.settings.EndOfTurnSettings;
import org.talkspurt.dialog.settings.Fillers;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.agent.AgentCatalog;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.call.CallClock;
import org.talkspurt.gateway.call.EchoApplication;
import org.talkspurt.gateway.call.Screening;
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

  /** Longer than that nobody may wait for a model already, or new calls are refused. */
  static final Duration MOST_BACKLOG = Duration.ofSeconds(1);

  /** Who tells people which caller is coming. */
  private static final String BRIEFING = "briefing";

  private final Set<String> namesAtStart;
  private final CallMetrics metrics;
  private final SpeechModels models;

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
   * @param model for the agents that use one; empty: the bank of answers does
   * @param fetch whether missing models are fetched
   * @param choice which models are used
   */
  public static SpeechService of(
      AgentFiles files,
      ModelStore store,
      boolean fetch,
      ModelChoice choice,
      Optional<ModelDesk> model,
      CallMetrics metrics,
      HearingMeters lanes) {
    SpeechModels models =
        new SpeechModels(
            () -> {
              if (fetch) {
                store.fetch(SpeechKit.sets(choice));
              }
              return SpeechDesk.open(SpeechKit.load(store, choice, lanes), files, model);
            });
    return new SpeechService(files.names(), metrics, models);
  }

  /** A service of {@code echo} and {@code tone} only, which loads nothing. */
  public static SpeechService withoutModels(CallMetrics metrics) {
    return new SpeechService(Set.of(), metrics, SpeechModels.none());
  }

  /**
   * @param names agents that there will be, as far as their files are good
   */
  SpeechService(Set<String> names, CallMetrics metrics, SpeechModels models) {
    this.namesAtStart = Set.copyOf(names);
    this.metrics = metrics;
    this.models = models;
  }

  /** Begins to load the models. */
  public void start() {
    models.start();
  }

  @Override
  public Optional<Extension> find(String agent) {
    return switch (agent) {
      case "echo" ->
          Optional.of(
              new Extension(
                  agent,
                  0,
                  Optional.empty(),
                  line -> new EchoApplication(line.sink(), line.control()::hangUp)));
      case "tone" ->
          Optional.of(
              new Extension(
                  agent,
                  0,
                  Optional.empty(),
                  line -> new ToneApplication(line.sink(), line.control()::hangUp)));
      default -> speaking(agent);
    };
  }

  private Optional<Extension> speaking(String agent) {
    return switch (models.state()) {
      case SpeechModels.State.Ready(SpeechDesk desk) ->
          desk.find(agent)
              .map(
                  entry ->
                      new Extension(
                          agent,
                          entry.agent().maxCalls().orElse(0),
                          hindrance(desk.kit()),
                          line -> converse(entry, desk, line)));
      case SpeechModels.State.None _, SpeechModels.State.Loading _, SpeechModels.State.Failed _ ->
          Optional.of(agent).filter(namesAtStart::contains).map(SpeechService::notReady);
    };
  }

  /** Whoever is in a call goes before whoever wants to be. */
  private static Optional<String> hindrance(SpeechKit kit) {
    if (kit.trouble().isPresent()) {
      return Optional.of("Speech models do not answer");
    }
    return kit.backlog().compareTo(MOST_BACKLOG) > 0
        ? Optional.of("Speech models are behind")
        : Optional.empty();
  }

  private static Extension notReady(String agent) {
    return new Extension(
        agent,
        0,
        Optional.of("Speech models are not loaded"),
        _ -> {
          throw new IllegalStateException("not ready");
        });
  }

  @Override
  public Optional<Extension> briefing(String text, Runnable whenSaid) {
    return models.state() instanceof SpeechModels.State.Ready(SpeechDesk desk)
        ? Optional.of(
            new Extension(
                BRIEFING,
                0,
                Optional.empty(),
                line -> brief(text, desk.kit(), handingOver(line, whenSaid))))
        : Optional.empty();
  }

  private static Line handingOver(Line line, Runnable whenSaid) {
    CallControl control =
        new CallControl() {
          @Override
          public void hangUp() {
            line.control().hangUp();
          }

          @Override
          public void transfer(TransferOrder order) {
            whenSaid.run();
          }
        };
    return new Line(
        line.callId(),
        line.loop(),
        line.sink(),
        control,
        line.variables(),
        Screening.NEVER,
        line.recording());
  }

  private ConversationApplication brief(String text, SpeechKit kit, Line line) {
    return new ConversationApplication(
        line.callId(),
        CallClock.from(Instant.now(), line.loop()),
        metrics,
        Optional.empty(),
        () -> {}, // the person has not been asked
        listener ->
            new Conversation(
                ports(new BriefingResponder(text), kit.voice(), kit, line, listener),
                ConversationSettings.defaults()));
  }

  private ConversationApplication converse(AgentCatalog.Entry entry, SpeechDesk desk, Line line) {
    SpeechKit kit = desk.kit();
    Voice voice = desk.voice(entry.agent());
    int sampleRateHz = line.sink().sampleRateHz();
    // Another day or another sample rate than when the agent was loaded.
    voice.prepare(entry.responder()::stockReplies, sampleRateHz, kit.idleVoice());
    return new ConversationApplication(
        line.callId(),
        CallClock.from(Instant.now(), line.loop()),
        metrics,
        entry.agent().beforeAnswer().map(text -> () -> voice.speakAll(text, sampleRateHz)),
        entry.agent().recording().isPresent() ? line.recording() : () -> {},
        listener ->
            new Conversation(
                ports(entry.responder(), voice, kit, line, listener),
                settings(entry.agent()),
                screening(entry.agent(), line.screening())));
  }

  private static ConversationPorts ports(
      Responder responder, Voice voice, SpeechKit kit, Line line, ConversationListener listener) {
    return new ConversationPorts(
        line.loop(),
        kit.lanes(),
        kit.hearing(),
        kit.recognizer(),
        kit.turnDetector(),
        voice,
        responder,
        line.variables(),
        line.sink(),
        line.control(),
        listener);
  }

  private static Optional<AnswererSettings> screening(Agent agent, Screening wanted) {
    Optional<AnswererSettings> ofAgent =
        agent
            .answeringMachine()
            .map(machine -> AnswererSettings.defaults().withLongestWait(machine.longestWait()));
    return switch (wanted) {
      case NEVER -> Optional.empty();
      case AS_THE_AGENT_DOES -> ofAgent;
      case ALWAYS -> ofAgent.or(() -> Optional.of(AnswererSettings.defaults()));
    };
  }

  private static ConversationSettings settings(Agent agent) {
    ConversationSettings defaults = ConversationSettings.defaults();
    EndOfTurnSettings usual = defaults.endOfTurn();
    return defaults.with(
        agent
            .endOfTurn()
            .map(
                wanted ->
                    usual.with(
                        wanted.shortest().orElse(usual.shortest()),
                        wanted.longest().orElse(usual.longest()),
                        wanted.patience()))
            .orElse(usual),
        agent
            .model()
            .map(use -> new Fillers(use.fillers(), use.fillerAfter(), use.fillersPerCall()))
            .orElse(defaults.fillers()),
        agent.keypad().interruptAll());
  }

  /** Whether agents can answer, for health. */
  public Readiness readiness() {
    return switch (models.state()) {
      case SpeechModels.State.Loading _ -> new Readiness.NotReady("speech models are loading");
      case SpeechModels.State.Failed(String reason) -> new Readiness.NotReady(reason);
      case SpeechModels.State.Ready(SpeechDesk desk) ->
          desk.kit()
              .trouble()
              .<Readiness>map(Readiness.NotReady::new)
              .orElseGet(Readiness.Ready::new);
      case SpeechModels.State.None _ -> new Readiness.Ready();
    };
  }

  /** Mistakes in agent files that are refused until they are mended; 0 while nothing is loaded. */
  public int agentFileErrors() {
    return models.state() instanceof SpeechModels.State.Ready(SpeechDesk desk)
        ? desk.fileErrors()
        : 0;
  }

  @Override
  public void close() {
    models.close();
  }
}
