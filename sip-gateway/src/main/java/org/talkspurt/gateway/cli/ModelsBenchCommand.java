package org.talkspurt.gateway.cli;

import java.util.Locale;
import org.talkspurt.gateway.caller.report.Quantiles;
import org.talkspurt.gateway.speech.ModelBench;
import org.talkspurt.models.store.ModelStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what each model takes on this machine. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Says what each default model takes on this machine, alone and on the work that a",
      "turn gives it: p50 and p95 of the runs, and the share of real time where there is",
      "sound. Nothing is fetched.",
      ""
    },
    footer = {"", "  models bench --runs 100"})
final class ModelsBenchCommand extends TerminalCommand {

  private static final int MAX_RUNS = 10_000;

  @Option(names = "--runs", paramLabel = "N", description = "of each model (default 20)")
  private int runs = 20;

  @Mixin private final ModelCache cache = new ModelCache();

  @Override
  public Integer call() {
    if (runs < 1 || runs > MAX_RUNS) {
      throw wrong("--runs: " + runs + " (expected: 1 to " + MAX_RUNS + ")");
    }
    out(row("set", "work", "sound ms", "p50 ms", "p95 ms", "real time"));
    try {
      new ModelBench(cache.store((_, _, _) -> {}), runs, this::print).run();
    } catch (ModelStoreException e) {
      throw wrong(e.getMessage() + " ('models fetch' fetches it)");
    }
    return 0;
  }

  private void print(ModelBench.Row row) {
    double p50 = Quantiles.quantile(row.runsMs(), 0.5);
    boolean sound = row.soundMs() > 0;
    out(
        row(
            row.set(),
            row.work(),
            sound ? "%.0f".formatted(row.soundMs()) : "",
            String.format(Locale.ROOT, "%.2f", p50),
            String.format(Locale.ROOT, "%.2f", Quantiles.quantile(row.runsMs(), 0.95)),
            sound ? String.format(Locale.ROOT, "%.3f", p50 / row.soundMs()) : ""));
  }

  private static String row(
      String set, String work, String sound, String p50, String p95, String share) {
    return "%-18s %-24s %8s %8s %8s %9s"
        .formatted(set, work, sound, p50, p95, share)
        .stripTrailing();
  }
}
