package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.agent.AgentFileError;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.gateway.ops.LaneMetrics;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.gateway.speech.ModelChoice;
import org.talkspurt.gateway.speech.ModelDesk;
import org.talkspurt.gateway.speech.SpeechService;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ProgressBar;

/** Models and the agents that speak through them. */
@Configuration(proxyBeanMethods = false)
class SpeechConfiguration {

  /** Broken agents stop the start: nobody has relied on them yet. Later they are only refused. */
  @Bean
  AgentFiles agentFiles(TalkspurtProperties properties) {
    return agents(properties);
  }

  static AgentFiles agents(TalkspurtProperties properties) {
    AgentFiles files = new AgentFiles(properties.agents().directory());
    Set<String> known = new TreeSet<>(SpeechService.BUILT_IN);
    if (properties.models().load()) {
      List<AgentFileError> errors = files.check();
      if (!errors.isEmpty()) {
        throw new SettingException(
            "talkspurt.agents.directory: broken agent files:\n"
                + errors.stream().map(AgentFileError::toString).collect(Collectors.joining("\n")));
      }
      known.addAll(files.names());
    }
    String defaultAgent = properties.agents().defaultAgent();
    if (!defaultAgent.isEmpty()) {
      requireKnown("talkspurt.agents.default", defaultAgent, known);
    }
    for (int i = 0; i < properties.routes().size(); i++) {
      requireKnown("talkspurt.routes[" + i + "].agent", properties.routes().get(i).agent(), known);
    }
    return files;
  }

  private static void requireKnown(String key, String agent, Set<String> known) {
    if (!known.contains(agent)) {
      throw new SettingException(key + ": " + agent + " (expected: one of " + known + ")");
    }
  }

  @Bean(initMethod = "start")
  SpeechService speechService(
      TalkspurtProperties properties,
      AgentFiles files,
      Optional<ModelDesk> model,
      CallMetrics calls,
      LaneMetrics lanes,
      MeterRegistry registry) {
    TalkspurtProperties.Models models = properties.models();
    SpeechService speech =
        models.load()
            ? SpeechService.of(
                files,
                new ModelStore(
                    LocalSpeech.manifest(), models.directory(), ProgressBar.onStandardError()),
                models.fetch(),
                choice(models),
                model,
                calls,
                lanes)
            : SpeechService.withoutModels(calls);
    Gauge.builder("talkspurt.agent.file.errors", speech, SpeechService::agentFileErrors)
        .description(
            "Mistakes in changed agent files; the files are refused until they are mended.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("talkspurt.models.ready", speech, SpeechConfiguration::ready)
        .description(
            "1 when the speech models are loaded, or none are wanted; 0: calls to spoken agents get"
                + " 503.")
        .strongReference(true)
        .register(registry);
    return speech;
  }

  static ModelChoice choice(TalkspurtProperties.Models models) {
    return new ModelChoice(
        models.voiceActivity().equals("silero"), models.turn().equals("smart-turn"));
  }

  private static int ready(SpeechService speech) {
    return speech.readiness() instanceof SpeechService.Readiness.Ready ? 1 : 0;
  }

  @Bean("models")
  HealthIndicator modelsHealth(SpeechService speech) {
    return () ->
        switch (speech.readiness()) {
          case SpeechService.Readiness.Ready _ -> Health.up().build();
          case SpeechService.Readiness.NotReady(String reason) ->
              Health.outOfService().withDetail("reason", reason).build();
        };
  }
}
