package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.talkspurt.gateway.budget.BudgetTable;
import org.talkspurt.gateway.simulate.SimulatedStream;
import org.talkspurt.gateway.simulate.Simulation;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ModelStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a question through all stages and prints what each took. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Sends ten seconds with a question in them to an agent, as packets over loopback in",
      "real time, through jitter buffer, voice activity, recognition, reply and playout,",
      "and prints what each stage took beside what it may take ('budget --help').",
      "Exit code 0: every question was answered within, 1: not.",
      ""
    },
    footer = {"", "  simulate", "  simulate --rounds 5 --say \"Do you have parking?\""})
final class SimulateCommand extends TerminalCommand {

  private static final int MAX_ROUNDS = 100;
  private static final int MAX_CHARS = 200;

  @Option(
      names = "--say",
      paramLabel = "TEXT",
      description = "the question (default: ${DEFAULT-VALUE})")
  private String question = "What time do you open tomorrow?";

  @Option(names = "--agent", paramLabel = "NAME", description = "whom to ask (default: clinic)")
  private String agent = "clinic";

  @Option(
      names = "--agents",
      paramLabel = "DIRECTORY",
      description = "of agent files (default: config/agents, and those in the jar)")
  private Path agents = Path.of("config", "agents");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often to ask in one call, at most " + MAX_ROUNDS + " (default 1)")
  private int rounds = 1;

  @Mixin private final ModelCache cache = new ModelCache();

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw wrong("--rounds: " + rounds + " (expected: 1 to " + MAX_ROUNDS + ")");
    }
    if (question.isBlank() || question.length() > MAX_CHARS) {
      throw wrong("--say: expected 1 to " + MAX_CHARS + " characters");
    }
    try {
      SimulatedStream.Result result = run();
      print(result);
      return result.wireMs().size() < rounds || result.measured().isOver() ? 1 : 0;
    } catch (ModelStoreException e) {
      throw wrong(e.getMessage() + " ('models fetch' fetches it)");
    } catch (IOException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private SimulatedStream.Result run() throws IOException {
    ModelStore store = cache.store((_, _, _) -> {});
    try (LocalSpeech voice = new LocalSpeech(cache.directory())) {
      short[] asked = voice.speak(question);
      try (Simulation simulation = new Simulation(agents, store)) {
        return simulation.ask(agent, asked, rounds);
      }
    }
  }

  private void print(SimulatedStream.Result result) {
    BudgetTable.lines(result.measured()).forEach(this::out);
    out("");
    out(
        "by packets, last speech to first sound: "
            + result.wireMs().stream()
                .map(ms -> String.format(Locale.ROOT, "%.0f", ms))
                .collect(Collectors.joining(", "))
            + " ms");
    result.turns().stream()
        .filter(turn -> !turn.heard().isEmpty())
        .forEach(turn -> out("heard: " + turn.heard() + "  said: " + turn.said()));
  }
}
