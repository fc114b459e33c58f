package org.talkspurt.gateway.wiring;

import java.net.InetAddress;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.talkspurt.gateway.api.BearerTokenFilter;
import org.talkspurt.gateway.api.BodyLimitFilter;

/** HTTP listens no wider than its protection allows. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> loopbackWithoutToken(
      TalkspurtProperties properties, Environment environment) {
    if (environment.containsProperty("management.server.port")) {
      throw new SettingException(
          "management.server.port: set (expected: none; health and metrics are on server.port,"
              + " where the token guards them)");
    }
    return factory -> {
      if (!properties.api().token().isBlank()) {
        return;
      }
      String address = environment.getProperty("server.address");
      if (address == null) {
        factory.setAddress(InetAddress.getLoopbackAddress());
      } else if (factory.getAddress() == null || !factory.getAddress().isLoopbackAddress()) {
        throw new SettingException(
            "server.address: "
                + address
                + " (expected: a loopback address, or a token in talkspurt.api.token: without one"
                + " anybody who reaches the port could end calls)");
      }
    };
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimit() {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter());
    registration.addUrlPatterns("/api/*");
    return registration;
  }

  @Bean
  FilterRegistrationBean<BearerTokenFilter> bearerToken(TalkspurtProperties properties) {
    String token = properties.api().token();
    var registration = new FilterRegistrationBean<>(new BearerTokenFilter(token));
    registration.setEnabled(!token.isBlank());
    return registration;
  }
}
