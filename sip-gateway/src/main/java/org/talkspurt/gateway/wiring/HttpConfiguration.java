package org.talkspurt.gateway.wiring;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.talkspurt.gateway.api.BearerTokenFilter;

/** HTTP listens no wider than its protection allows. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> loopbackWithoutToken(
      TalkspurtProperties properties, Environment environment) {
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
  @ConditionalOnExpression("!'${talkspurt.api.token:}'.isBlank()")
  FilterRegistrationBean<BearerTokenFilter> bearerToken(TalkspurtProperties properties) {
    return new FilterRegistrationBean<>(new BearerTokenFilter(properties.api().token()));
  }
}
