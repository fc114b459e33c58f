package org.talkspurt.gateway.ops;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as events. Left alone, the JVM answers them by its shutdown, where hooks run
 * all at once, much of the JDK refuses to work and the exit code is 143 or 130.
 *
 * <p>By reflection, since the JDK has no other way than {@code sun.misc.Signal} (module
 * jdk.unsupported) and javac warns of that name in a way that nothing can suppress.
 */
public final class TerminationSignals {
  private static final Logger log = LoggerFactory.getLogger(TerminationSignals.class);

  private TerminationSignals() {}

  /**
   * Calls {@code whenSignalled} for each signal from now on, on a thread of the JVM. Where the JVM
   * does not give its signals away (option {@code -Xrs}), it answers them as ever and this is
   * logged.
   */
  public static void handle(Runnable whenSignalled) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle run =
          lookup
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(whenSignalled);
      Object ours =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      for (String name : new String[] {"TERM", "INT"}) {
        Object named = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, named, ours);
      }
    } catch (ReflectiveOperationException e) {
      log.warn("SIGTERM will end calls at once: this JVM does not give its signals away", e);
    }
  }
}
