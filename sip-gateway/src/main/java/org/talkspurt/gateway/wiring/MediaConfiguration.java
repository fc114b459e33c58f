package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.function.ToIntFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.ops.MediaMetrics;
import org.talkspurt.rtp.session.MediaLoops;
import org.talkspurt.rtp.session.RtpPortPool;

/** Loops and ports of the media plane. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

  @Bean
  MediaLoops mediaLoops(TalkspurtProperties properties, MediaMetrics meters) {
    int loops = properties.rtp().loops();
    return new MediaLoops(loops == 0 ? MediaLoops.defaultThreads() : loops, meters);
  }

  @Bean
  RtpPortPool rtpPortPool(TalkspurtProperties properties, MeterRegistry registry) {
    RtpPortPool pool = pool(properties);
    ports(registry, pool, "free", RtpPortPool.Counts::free);
    ports(registry, pool, "used", RtpPortPool.Counts::used);
    ports(registry, pool, "quarantined", RtpPortPool.Counts::quarantined);
    return pool;
  }

  /** Nothing is bound before a call. */
  static RtpPortPool pool(TalkspurtProperties properties) {
    TalkspurtProperties.Rtp rtp = properties.rtp();
    InetAddress address = LocalAddress.bind(properties.sip().bindAddress());
    try {
      return new RtpPortPool(
          address, rtp.portMin(), rtp.portMax(), rtp.quarantine().toNanos(), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "talkspurt.rtp.port-min and port-max: "
              + rtp.portMin()
              + " to "
              + rtp.portMax()
              + " (expected: 1024 to 65535 with at least one even port and the odd one above it)",
          e);
    }
  }

  private static void ports(
      MeterRegistry registry,
      RtpPortPool pool,
      String state,
      ToIntFunction<RtpPortPool.Counts> of) {
    Gauge.builder("talkspurt.rtp.ports", pool, it -> of.applyAsInt(it.counts(System.nanoTime())))
        .description("Pairs of media ports by state; one that is quarantined rests after its call.")
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }
}
