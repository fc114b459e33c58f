package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.talkspurt.models.echo.NoiseSuppression;

class TalkspurtPropertiesTest {
  @EnableConfigurationProperties(TalkspurtProperties.class)
  static class Settings {}

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Settings.class);

  @Test
  void theFileInTheJarGivesEverySettingItsDefault() {
    runner.run(
        context -> {
          TalkspurtProperties properties = context.getBean(TalkspurtProperties.class);
          assertThat(properties.sip().port()).isEqualTo(5060);
          assertThat(properties.agents().defaultAgent()).isEqualTo("clinic");
          assertThat(properties.routes())
              .extracting(TalkspurtProperties.Route::number)
              .containsExactly("echo", "tone");
          assertThat(properties.api().token()).isEmpty();
        });
  }

  @Test
  void anUnknownKeyIsNamed() {
    runner
        .withPropertyValues("talkspurt.sip.prot=1")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("talkspurt.sip.prot"));
  }

  @Test
  void anUnknownArgumentIsNamed() {
    runner
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new SimpleCommandLinePropertySource("--talkspurt.calls.mx=1")))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("talkspurt.calls.mx"));
  }

  @Test
  void anUnknownKeyOfAFileIsNamed(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("application.yaml"), "talkspurt:\n  routes:\n    - nmber: 1\n");
    runner
        .withPropertyValues("spring.config.location=" + file.toUri())
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("talkspurt.routes[0].nmber"));
  }

  @Test
  void aValueOutOfRangeIsNamedWithWhatWasExpected() {
    runner
        .withPropertyValues("talkspurt.calls.max=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("calls.max")
                    .hasMessageContaining("greater than or equal to 1"));
  }

  @Test
  void anUnknownCodecIsNamedWithThoseThatThereAre() {
    runner
        .withPropertyValues("talkspurt.rtp.codecs=g722,G729")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("rtp.codecs[1]")
                    .hasMessageContaining("expected: opus, G722, L16, PCMU or PCMA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "2.1", "-1", "warm"})
  void aTemperatureOutOfRangeIsNamedWithWhatWasExpected(String temperature) {
    runner
        .withPropertyValues("talkspurt.llm.temperature=" + temperature)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("llm.temperature")
                    .hasMessageContaining("expected: a number from 0 to 2"));
  }

  @Test
  void anUnknownEchoCancellationIsNamed() {
    runner
        .withPropertyValues(
            "talkspurt.trunks[0].name=carrier", "talkspurt.trunks[0].echo-cancellation=some")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("talkspurt.trunks[0].echo-cancellation")
                    .rootCause()
                    .hasMessageContaining("some"));
  }

  /** YAML takes a bare {@code off} for {@code false}. */
  @Test
  void offIsOffInAFileWithQuotesAndWithout(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("application.yaml"),
            """
            talkspurt:
              trunks:
                - {name: bare, echo-cancellation: off, noise-suppression: off}
                - {name: quoted, echo-cancellation: "off"}
                - {name: webrtc, echo-cancellation: webrtc, noise-suppression: very-high}
                - {name: silent}
            """);
    runner
        .withPropertyValues("spring.config.additional-location=" + file.toUri())
        .run(
            context ->
                assertThat(context.getBean(TalkspurtProperties.class).trunks())
                    .extracting(
                        TalkspurtProperties.Trunk::echoCancellation,
                        TalkspurtProperties.Trunk::noiseSuppression)
                    .containsExactly(
                        tuple(EchoCancellation.OFF, NoiseSuppression.OFF),
                        tuple(EchoCancellation.OFF, NoiseSuppression.OFF),
                        tuple(EchoCancellation.WEBRTC, NoiseSuppression.VERY_HIGH),
                        tuple(EchoCancellation.GUARD, NoiseSuppression.OFF)));
  }

  @Test
  void secretsArePrintedNowhere() {
    runner
        .withPropertyValues(
            "talkspurt.api.token=tell-nobody",
            "talkspurt.records.password=tell-nobody",
            "talkspurt.records.url=jdbc:postgresql://h/d?password=tell-nobody",
            "talkspurt.trunks[0].name=carrier",
            "talkspurt.trunks[0].password=tell-nobody",
            "talkspurt.trunks[0].domain=example.com",
            "talkspurt.trunks[0].username=bot",
            "talkspurt.trunks[0].allowed-sources=192.0.2.0/24")
        .run(
            context ->
                assertThat(context.getBean(TalkspurtProperties.class).toString())
                    .contains("carrier")
                    .doesNotContain("tell-nobody"));
  }
}
