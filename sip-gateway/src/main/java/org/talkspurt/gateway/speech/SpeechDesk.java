package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.ModelResponder;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.settings.Announcements;
import org.talkspurt.gateway.agent.AgentCatalog;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.agent.AgentReloader;

/** What answers calls once the models are loaded: the agents, and the kit they speak through. */
final class SpeechDesk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpeechDesk.class);
  private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(2);
  private static final int TELEPHONE_RATE_HZ = 8_000;
  private static final int WIDEBAND_RATE_HZ = 16_000;

  private final SpeechKit kit;
  private final AgentCatalog catalog;
  private final AgentReloader reloader;

  private SpeechDesk(SpeechKit kit, AgentCatalog catalog) {
    this.kit = kit;
    this.catalog = catalog;
    reloader = new AgentReloader(catalog, LOOK_FOR_CHANGES);
  }

  /** Readies the agents of the files; a kit that cannot serve them is closed. */
  static SpeechDesk open(SpeechKit kit, AgentFiles files, Optional<ModelDesk> model) {
    try {
      AgentCatalog catalog = new AgentCatalog(files, agent -> responder(agent, kit, model));
      catalog.refresh();
      Announcements announcements = Announcements.english();
      for (String text :
          new String[] {
            announcements.oneMoment(), announcements.sayAgain(), announcements.giveUp()
          }) {
        prefetch(text, kit);
        // Nobody waits for these: the lane has them before a caller needs them.
        var _ = kit.voice().prefetch(text, WIDEBAND_RATE_HZ);
      }
      return new SpeechDesk(kit, catalog);
    } catch (RuntimeException | LinkageError e) {
      kit.close();
      throw e;
    }
  }

  /** The first words are synthesised before the first caller waits for them. */
  private static Responder responder(Agent agent, SpeechKit kit, Optional<ModelDesk> model) {
    Responder responder = chosen(agent, kit, model);
    prefetch(responder.greeting(responder.begin(Map.of())).text(), kit);
    agent.beforeAnswer().ifPresent(text -> prefetch(text, kit));
    agent.recording().flatMap(Agent.Recording::announcement).ifPresent(text -> prefetch(text, kit));
    agent.model().ifPresent(use -> prefetch(use, kit));
    kit.voice().prepare(responder::stockReplies, TELEPHONE_RATE_HZ, kit.idleVoice());
    return responder;
  }

  /** What is said because the model is late, or gone. */
  private static void prefetch(ModelUse use, SpeechKit kit) {
    Stream.concat(use.fillers().stream(), Stream.of(use.failed(), use.budget().spent()))
        .forEach(text -> prefetch(text, kit));
  }

  private static void prefetch(String text, SpeechKit kit) {
    kit.voice().prefetch(text, TELEPHONE_RATE_HZ).join();
  }

  private static Responder chosen(Agent agent, SpeechKit kit, Optional<ModelDesk> model) {
    if (agent.model().isEmpty() || model.isEmpty()) {
      if (agent.model().isPresent()) {
        log.warn("agent {} would ask a language model: talkspurt.llm.url is empty", agent.name());
      }
      return bank(agent, agent.understanding(), kit);
    }
    return new ModelResponder(
        agent,
        agent.model().get(),
        bank(agent, agent.beforeModel(), kit),
        model.get().model(),
        model.get().tools().tools(agent),
        InstantSource.system());
  }

  private static BankResponder bank(Agent agent, Agent.Understanding understanding, SpeechKit kit) {
    return new BankResponder(
        agent, understanding, kit.embedder(), kit.lanes().brain(), InstantSource.system());
  }

  SpeechKit kit() {
    return kit;
  }

  Optional<AgentCatalog.Entry> find(String agent) {
    return catalog.find(agent);
  }

  /** Mistakes in agent files that are refused until they are mended. */
  int fileErrors() {
    return catalog.errors().size();
  }

  /** Stops looking at the files before the models go that read them. */
  @Override
  public void close() {
    reloader.close();
    kit.close();
  }
}
