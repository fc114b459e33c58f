package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.hep.HepSender;
import org.talkspurt.gateway.hep.HepSettings;

/** Copies of SIP messages, where somebody takes them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${talkspurt.sip.hep.address}'.isBlank()")
class HepConfiguration {

  @Bean(destroyMethod = "close")
  HepSender hepSender(TalkspurtProperties properties, MeterRegistry registry) {
    TalkspurtProperties.Hep hep = properties.sip().hep();
    int colon = hep.address().lastIndexOf(':');
    try {
      return new HepSender(
          new HepSettings(
              hep.address().substring(0, colon).replaceAll("[\\[\\]]", ""),
              Integer.parseInt(hep.address().substring(colon + 1)),
              (int) hep.captureId(),
              hep.key()),
          registry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
