package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.ops.RecordMetrics;
import org.talkspurt.gateway.records.RecordCopier;
import org.talkspurt.gateway.records.RecordDatabase;
import org.talkspurt.gateway.records.RecordFile;
import org.talkspurt.gateway.records.RecordRetention;
import org.talkspurt.gateway.records.RecordTarget.TargetDownException;

/** Call records: their files, and their database where there is one. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

  @Bean
  RecordMetrics recordMetrics(MeterRegistry registry) {
    return new RecordMetrics(registry);
  }

  @Bean
  RecordFile recordFile(
      TalkspurtProperties properties,
      RecordMetrics metrics,
      CallRegistry calls,
      ObjectProvider<RecordCopier> copying) {
    RecordCopier copier = copying.getIfAvailable();
    return inDirectory(
        properties,
        directory ->
            new RecordFile(
                directory,
                metrics,
                call -> {
                  calls.recorded(call.id());
                  if (copier != null) {
                    copier.written();
                  }
                }));
  }

  /** Down while the disk takes nothing; a database that is down is a detail: nothing is lost. */
  @Bean("records")
  HealthIndicator recordsHealth(RecordFile file, ObjectProvider<RecordCopier> copying) {
    return () -> {
      Health.Builder health = file.refused() ? Health.down() : Health.up();
      health.withDetail("waiting", file.waiting());
      copying.ifAvailable(
          copier ->
              health
                  .withDetail("database", copier.down() ? "down" : "up")
                  .withDetail("spooled", copier.spooled()));
      return health.build();
    };
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService retention(
      TalkspurtProperties properties, RecordFile file, ObjectProvider<RecordCopier> copying) {
    ScheduledExecutorService retention =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());
    TalkspurtProperties.Records records = properties.records();
    int keepDays = KeptDays.of(records);
    if (keepDays > 0) {
      var _ =
          retention.scheduleWithFixedDelay(
              new RecordRetention(
                  records.directory(), copying.getIfAvailable(), keepDays, InstantSource.system()),
              0,
              1,
              TimeUnit.HOURS);
    }
    return retention;
  }

  private interface Opener<T> {
    T open(Path directory);
  }

  private static <T> T inDirectory(TalkspurtProperties properties, Opener<T> opener) {
    try {
      return opener.open(properties.records().directory());
    } catch (UncheckedIOException e) {
      throw new SettingException(
          "talkspurt.records.directory: "
              + properties.records().directory()
              + " cannot be made (expected: a directory to write to)",
          e);
    }
  }

  /** Null, which is no bean to Spring, without a URL: then nothing of a database is loaded. */
  @Bean
  @Nullable RecordCopier recordCopier(TalkspurtProperties properties, RecordMetrics metrics) {
    if (properties.records().url().isBlank()) {
      return null;
    }
    RecordDatabase database = database(properties.records());
    RecordCopier copier =
        inDirectory(properties, directory -> RecordCopier.start(directory, database, metrics));
    metrics.spooled(copier, RecordCopier::spooled);
    return copier;
  }

  private static RecordDatabase database(TalkspurtProperties.Records records) {
    try {
      RecordDatabase database =
          new RecordDatabase(records.url(), records.username(), records.password());
      if (database.isFile()) {
        database.open(); // what is wrong with a file will not mend itself
      }
      return database;
    } catch (IllegalArgumentException e) {
      throw new SettingException("talkspurt.records.url: " + e.getMessage());
    } catch (TargetDownException e) {
      throw new SettingException(
          "talkspurt.records.url: "
              + e.getMessage()
              + " (expected: jdbc:sqlite:FILE in a directory to write to)",
          e);
    }
  }
}
