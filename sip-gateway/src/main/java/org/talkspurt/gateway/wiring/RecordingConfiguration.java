package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.ops.RecordingMetrics;
import org.talkspurt.gateway.recording.RecordingSettings;
import org.talkspurt.gateway.recording.RecordingWriter;

/** The sound of the calls whose agents record them. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

  /** Nothing is made on the disk before a call is recorded. */
  @Bean
  RecordingWriter recordingWriter(
      TalkspurtProperties properties,
      MeterRegistry registry,
      @Qualifier("retention") ScheduledExecutorService retention) {
    TalkspurtProperties.Recording settings = properties.recording();
    RecordingWriter writer =
        new RecordingWriter(
            settings.directory(),
            new RecordingSettings(settings.maxDuration(), settings.minFree().toBytes()),
            new RecordingMetrics(registry));
    var _ =
        retention.scheduleWithFixedDelay(
            writer.retention(KeptDays.of(settings), InstantSource.system()), 0, 1, TimeUnit.HOURS);
    return writer;
  }
}
