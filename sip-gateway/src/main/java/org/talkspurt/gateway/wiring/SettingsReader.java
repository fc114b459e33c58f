package org.talkspurt.gateway.wiring;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Settings as a start reads them (the jar's file, others, the environment, arguments), without a
 * start; and not only the first mistake.
 */
final class SettingsReader {

  static final String PREFIX = "talkspurt";

  private final ConfigurableEnvironment environment = new StandardEnvironment();
  private final Problems problems;

  /**
   * @param problems gets those of values and names
   */
  SettingsReader(Problems problems) {
    this.problems = problems;
  }

  ConfigurableEnvironment environment() {
    return environment;
  }

  /** Empty where a value is wrong. */
  Optional<TalkspurtProperties> read(String... arguments) {
    try {
      environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
      new SpringApplicationJsonEnvironmentPostProcessor()
          .postProcessEnvironment(environment, new SpringApplication());
      ConfigDataEnvironmentPostProcessor.applyTo(environment);
    } catch (RuntimeException e) { // files of any kind of mistake
      SettingProblems.of(e).forEach(problems::add);
      return Optional.empty();
    }
    ConfigurationPropertySources.attach(environment);
    UnknownSettings.in(environment).forEach(name -> problems.add(name + ": no such setting"));
    bind(new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
    return bind(BindHandler.DEFAULT).filter(this::isValid);
  }

  private boolean isValid(TalkspurtProperties properties) {
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      List<String> wrong = SettingProblems.of(validators.getValidator().validate(properties));
      wrong.forEach(problems::add);
      return wrong.isEmpty();
    }
  }

  private Optional<TalkspurtProperties> bind(BindHandler handler) {
    try {
      return Optional.of(
          Binder.get(environment)
              .bindOrCreate(PREFIX, Bindable.of(TalkspurtProperties.class), handler));
    } catch (RuntimeException e) {
      SettingProblems.of(e).forEach(problems::add);
      return Optional.empty();
    }
  }
}
