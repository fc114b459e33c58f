package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.gateway.ops.ChatMetrics;
import org.talkspurt.gateway.speech.ModelDesk;
import org.talkspurt.gateway.tool.Toolbox;
import org.talkspurt.models.llm.ApiKey;
import org.talkspurt.models.llm.ChatEndpoint;
import org.talkspurt.models.llm.ChatModel;
import org.talkspurt.models.llm.ChatSettings;

/** The language model, where there is one. */
@Configuration(proxyBeanMethods = false)
class LanguageModelConfiguration {

  /** Null, which is no bean to Spring, where no model is set. */
  @Bean(destroyMethod = "close")
  @Nullable ModelDesk modelDesk(
      TalkspurtProperties properties,
      MeterRegistry registry,
      ObjectProvider<Tool> tools,
      Environment environment) {
    if (properties.llm().url().isBlank()) {
      return null;
    }
    return new ModelDesk(
        new ChatModel(settings(properties.llm()), new ChatMetrics(registry)),
        new Toolbox(tools.orderedStream().toList(), environment::resolveRequiredPlaceholders));
  }

  static ChatSettings settings(TalkspurtProperties.Llm llm) {
    TalkspurtProperties.Llm.Fallback second = llm.fallback();
    List<ChatEndpoint> endpoints = new ArrayList<>();
    endpoints.add(
        endpoint(
            "talkspurt.llm", "primary", llm.url(), llm.model(), llm.apiKey(), llm.apiKeyFile()));
    if (!second.url().isBlank()) {
      endpoints.add(
          endpoint(
              "talkspurt.llm.fallback",
              "fallback",
              second.url(),
              second.model().isBlank() ? llm.model() : second.model(),
              second.apiKey(),
              second.apiKeyFile()));
    }
    try {
      return new ChatSettings(
          endpoints,
          llm.connectTimeout(),
          llm.firstTokenTimeout(),
          llm.totalTimeout(),
          Optional.of(llm.hedgeAfter()).filter(Duration::isPositive),
          llm.maxTokens(),
          llm.tokenLimit(),
          llm.temperature().isBlank()
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(llm.temperature())),
          llm.askUsage());
    } catch (IllegalArgumentException e) {
      throw new SettingException("talkspurt.llm." + e.getMessage());
    }
  }

  private static ChatEndpoint endpoint(
      String key, String name, String url, String model, String apiKey, String apiKeyFile) {
    ApiKey secret = apiKey(key, apiKey, apiKeyFile);
    try {
      return new ChatEndpoint(name, URI.create(url), model, secret);
    } catch (IllegalArgumentException e) {
      throw new SettingException(key + ": " + e.getMessage());
    }
  }

  private static ApiKey apiKey(String key, String apiKey, String file) {
    try {
      return ApiKey.of(file.isBlank() ? apiKey : Files.readString(Path.of(file)));
    } catch (IllegalArgumentException e) {
      throw new SettingException(key + ".api-key: " + e.getMessage());
    } catch (IOException e) {
      throw new SettingException(key + ".api-key-file: " + file + " cannot be read");
    }
  }
}
