package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.budget.BudgetTable;
import org.talkspurt.gateway.budget.CallRecords;
import org.talkspurt.gateway.budget.Measured;
import org.talkspurt.gateway.budget.Meters;
import org.talkspurt.gateway.caller.HttpText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets the stages of real calls against what they may take. */
@Command(
    name = "budget",
    sortOptions = false,
    description = {
      "Prints what each stage of real calls took beside what it may take (400 ms but",
      "for the wait for the end of the turn, which has a line of its own): from call",
      "records, from a bot's meters or from Prometheus. Records tell each turn but not",
      "what VAD computes: add --api or --prometheus for that. Exit code 0: p95 of every",
      "stage is within, 1: one is over, or there was no turn.",
      ""
    },
    footer = {
      "",
      "  budget --records /var/lib/talkspurt/records",
      "  budget --api http://127.0.0.1:8080",
      "  budget --prometheus http://127.0.0.1:9090 --range 1d",
      "",
      "The stages: config/realtime-designer.md."
    })
final class BudgetCommand extends TerminalCommand {

  @Option(
      names = "--records",
      paramLabel = "DIRECTORY",
      description = "of calls-YYYY-MM-DD.jsonl (default, if no other source is given: records)")
  private @Nullable Path records;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = {
        "of a bot: its meters since it began; its token is read from",
        "TALKSPURT_API_TOKEN"
      })
  private @Nullable URI api;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "of a Prometheus server that has the meters of bots")
  private @Nullable URI prometheus;

  @Option(
      names = "--range",
      paramLabel = "TIME",
      description = "so far back in Prometheus, e.g. 30m, 12h, 7d (default 1h)")
  private String range = "1h";

  @Override
  public Integer call() {
    if (!range.matches("[1-9][0-9]{0,5}[smhdw]")) {
      throw wrong("--range: " + range + " (expected: e.g. 30m, 12h, 7d)");
    }
    boolean metered = api != null || prometheus != null;
    Measured measured = Measured.NOTHING;
    if (records != null || !metered) {
      measured = ofRecords(Optional.ofNullable(records).orElse(Path.of("records")));
    }
    if (api != null) {
      measured = measured.or(ofBot(api));
    }
    if (prometheus != null) {
      measured = measured.or(ofPrometheus(prometheus));
    }
    BudgetTable.lines(measured).forEach(this::out);
    if (measured.isEmpty()) {
      err("no turn with an answer was found");
    }
    return measured.isEmpty() || measured.isOver() ? 1 : 0;
  }

  private Measured ofRecords(Path directory) {
    try {
      CallRecords read = new CallRecords(directory);
      if (read.broken() > 0) {
        err(read.broken() + " lines of " + directory + " are no calls");
      }
      return read.measured();
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private Measured ofBot(URI bot) {
    String token = Optional.ofNullable(System.getenv("TALKSPURT_API_TOKEN")).orElse("");
    try {
      return Meters.ofPage(new HttpText(bot, token).get("/actuator/prometheus"));
    } catch (IOException e) {
      throw wrong(bot + ": " + e.getMessage());
    }
  }

  private Measured ofPrometheus(URI server) {
    String query = URLEncoder.encode(Meters.query(range), StandardCharsets.UTF_8);
    try {
      return Meters.ofAnswer(new HttpText(server, "").get("/api/v1/query?query=" + query));
    } catch (IOException e) {
      throw wrong(server + ": " + e.getMessage());
    }
  }
}
