package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

class HttpConfigurationTest {
  @EnableConfigurationProperties(TalkspurtProperties.class)
  static class Settings {}

  private final HttpConfiguration http = new HttpConfiguration();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Settings.class);

  /** Where the server listens that Spring has told to listen at {@code address}. */
  private InetAddress listensAt(AssertableApplicationContext context, InetAddress address) {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
    factory.setAddress(address);
    http.loopbackWithoutToken(settings(context), context.getEnvironment()).customize(factory);
    return factory.getAddress();
  }

  private boolean guarded(AssertableApplicationContext context) {
    return http.bearerToken(settings(context)).isEnabled();
  }

  private static TalkspurtProperties settings(AssertableApplicationContext context) {
    return context.getBean(TalkspurtProperties.class);
  }

  @Test
  void withoutATokenHttpListensOnLoopbackOnly() {
    runner.run(
        context -> {
          assertThat(listensAt(context, null).isLoopbackAddress()).isTrue();
          assertThat(guarded(context)).isFalse();
        });
  }

  @Test
  void withoutATokenAnotherLoopbackAddressMayBeChosen() {
    InetAddress chosen = InetAddress.ofLiteral("::1");
    runner
        .withPropertyValues("server.address=::1")
        .run(context -> assertThat(listensAt(context, chosen)).isEqualTo(chosen));
  }

  @Test
  void withoutATokenAWiderAddressStopsTheStart() {
    runner
        .withPropertyValues("server.address=0.0.0.0")
        .run(
            context ->
                assertThatThrownBy(() -> listensAt(context, InetAddress.ofLiteral("0.0.0.0")))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("server.address: 0.0.0.0")
                    .hasMessageContaining("talkspurt.api.token"));
  }

  @Test
  void aBlankTokenIsNone() {
    runner
        .withPropertyValues("talkspurt.api.token=   ")
        .run(context -> assertThat(listensAt(context, null).isLoopbackAddress()).isTrue());
  }

  @Test
  void withATokenHttpListensWhereItIsTold() {
    runner
        .withPropertyValues("talkspurt.api.token=tell-nobody")
        .run(
            context -> {
              assertThat(listensAt(context, null)).isNull();
              InetAddress any = InetAddress.ofLiteral("0.0.0.0");
              assertThat(listensAt(context, any)).isEqualTo(any);
              assertThat(guarded(context)).isTrue();
            });
  }

  @Test
  void aPortOfItsOwnForManagementWouldHaveNoGuardAndStopsTheStart() {
    runner
        .withPropertyValues("talkspurt.api.token=tell-nobody", "management.server.port=9090")
        .run(
            context ->
                assertThatThrownBy(() -> listensAt(context, null))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("management.server.port"));
  }
}
