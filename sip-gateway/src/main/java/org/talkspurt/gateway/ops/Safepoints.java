package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often and how long the JVM has stopped all threads, garbage collection being one reason of
 * several. Only HotSpot itself knows, and tells by a package that the jar's manifest opens to us
 * ({@code Add-Exports}); where it is closed, there is no such meter.
 */
public final class Safepoints implements MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(Safepoints.class);

  @Override
  public void bindTo(MeterRegistry registry) {
    try {
      Class<?> type = Class.forName("sun.management.HotspotRuntimeMBean");
      Object runtime =
          Class.forName("sun.management.ManagementFactoryHelper")
              .getMethod("getHotspotRuntimeMBean")
              .invoke(null);
      Method count = type.getMethod("getSafepointCount");
      Method stoppedMs = type.getMethod("getTotalSafepointTime");
      Method stoppingMs = type.getMethod("getSafepointSyncTime");
      read(count, runtime);
      FunctionTimer.builder(
              "talkspurt.jvm.safepoint",
              runtime,
              it -> read(count, it),
              it -> read(stoppingMs, it) + read(stoppedMs, it),
              TimeUnit.MILLISECONDS)
          .description(
              "Times at which the JVM stopped all threads, and how long that took: from the"
                  + " request until they went on.")
          .register(registry);
    } catch (ReflectiveOperationException | IllegalStateException e) {
      log.debug("Safepoints are not metered", e);
    }
  }

  private static long read(Method counter, Object runtime) {
    try {
      return (long) counter.invoke(runtime);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
