package org.talkspurt.gateway.simulate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.gateway.speech.ModelChoice;
import org.talkspurt.gateway.speech.SpeechService;
import org.talkspurt.gateway.speech.SpeechService.Readiness;
import org.talkspurt.models.store.ModelStore;

/** The agents of a folder on the models of a cache, as they answer calls. */
public final class Simulation implements AutoCloseable {

  private static final long LOADING_NS = 120_000_000_000L;

  private final LaneTimes lanes = new LaneTimes();
  private final SpeechService speech;

  /** Begins to load; fetches nothing. */
  public Simulation(Path agents, ModelStore store) {
    speech =
        SpeechService.of(
            new AgentFiles(agents),
            store,
            false,
            new ModelChoice(true, true),
            Optional.empty(),
            new CallMetrics(new SimpleMeterRegistry()),
            lanes);
    speech.start();
  }

  /**
   * Asks an agent.
   *
   * @param question 8 kHz PCM
   * @throws IOException if there is no such agent, or what it is made of
   */
  public SimulatedStream.Result ask(String agent, short[] question, int rounds) throws IOException {
    awaitModels();
    Extension found =
        speech.find(agent).orElseThrow(() -> new IOException("there is no agent " + agent));
    return new SimulatedStream(lanes).run(found.connection(), question, rounds);
  }

  private void awaitModels() throws IOException {
    long untilNs = System.nanoTime() + LOADING_NS;
    while (speech.readiness() instanceof Readiness.NotReady(String reason)) {
      if (System.nanoTime() > untilNs) {
        throw new IOException(reason);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    speech.close();
  }
}
