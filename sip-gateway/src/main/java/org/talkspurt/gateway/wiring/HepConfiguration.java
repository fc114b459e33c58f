package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.hep.HepSender;
import org.talkspurt.gateway.hep.HepSettings;

/** Copies of SIP messages, where somebody takes them. */
@Configuration(proxyBeanMethods = false)
class HepConfiguration {

  /** Null, which is no bean to Spring, where nobody does. */
  @Bean(destroyMethod = "close")
  @Nullable HepSender hepSender(TalkspurtProperties properties, MeterRegistry registry) {
    TalkspurtProperties.Hep hep = properties.sip().hep();
    if (hep.address().isEmpty()) {
      return null;
    }
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
