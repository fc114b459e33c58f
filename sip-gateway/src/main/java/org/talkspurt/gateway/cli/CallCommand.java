package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.DialTarget;
import org.talkspurt.gateway.caller.BotStages;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.SimulatedCalls;
import org.talkspurt.gateway.caller.Sounds;
import org.talkspurt.gateway.caller.line.CallerPhone.Target;
import org.talkspurt.gateway.caller.report.CallJson;
import org.talkspurt.gateway.caller.report.CallPage;
import org.talkspurt.gateway.caller.report.CallTable;
import org.talkspurt.gateway.caller.script.CallScript;
import org.talkspurt.gateway.caller.script.ScriptFile;
import org.talkspurt.gateway.caller.script.ScriptParser;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.gateway.yaml.BundledText;
import org.talkspurt.models.store.ModelStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Calls an agent by a script. */
@Command(
    name = "call",
    sortOptions = false,
    description = {
      "Calls an agent as a caller would: speaks, interrupts, coughs, presses keys, and",
      "measures from the packets how soon it replies and stops. Prints a table. Exit",
      "code 0: all expectations of the script were met, 1: not, 2: it could not begin.",
      ""
    },
    footer = {
      "",
      "The scripts clinic-questions and clinic-interruptions are in the jar; the schema",
      "of scripts is config/calls/call.schema.json.",
      "",
      "  call --script clinic-questions --to sip:7000@127.0.0.1 --html call.html"
    })
final class CallCommand extends TerminalCommand {

  private static final int MAX_CALLS = 64;
  private static final Pattern BUNDLED = Pattern.compile("[a-z0-9-]{1,64}");

  @Option(
      names = "--script",
      required = true,
      paramLabel = "FILE",
      description = "what to say and to expect, in YAML; or the name of one in the jar")
  private Path script = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "sip:USER@HOST[:PORT]",
      description = "whom to call, over UDP (default: the script's)")
  private @Nullable String to;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "so many callers at once, at most " + MAX_CALLS + " (default 1)")
  private int calls = 1;

  @Option(
      names = "--stagger-ms",
      paramLabel = "MS",
      description = "between the beginnings of the calls (default 500)")
  private int staggerMs = 500;

  @Option(names = "--json", paramLabel = "FILE", description = "gets the figures")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "gets a page with pictures")
  private @Nullable Path html;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = {
        "of a bot of ours, e.g. http://127.0.0.1:8080: adds its own stage times;",
        "its token is read from TALKSPURT_API_TOKEN"
      })
  private @Nullable URI api;

  @Option(names = "--seed", paramLabel = "N", description = "of the chance in scripts (default 1)")
  private long seed = 1;

  @Option(
      names = "--models",
      paramLabel = "DIRECTORY",
      description = "the cache of models (default: the bot's)")
  private @Nullable Path models;

  @Option(
      names = "--anywhere",
      description = "calls targets outside this machine and private networks, too")
  private boolean anywhere;

  @Override
  public Integer call() {
    if (calls < 1 || calls > MAX_CALLS) {
      throw wrong("--calls: " + calls + " (expected: 1 to " + MAX_CALLS + ")");
    }
    if (staggerMs < 0 || staggerMs > 60_000) {
      throw wrong("--stagger-ms: " + staggerMs + " (expected: 0 to 60000)");
    }
    CallScript wanted = script();
    Target target = target(to == null ? wanted.to() : to);
    List<CallResult> results;
    try (LocalSpeech speech = new LocalSpeech(models == null ? LocalSpeech.cache() : models)) {
      Sounds sounds = new Sounds(speech::speak, new Random(seed));
      results =
          new SimulatedCalls(target, sounds, speech::recognize, seed)
              .run(wanted, calls, Duration.ofMillis(staggerMs));
    } catch (Sounds.UnusableSpeechException e) {
      throw wrong(String.valueOf(e.getMessage()));
    } catch (ModelStoreException e) {
      throw wrong(e.getMessage() + " (a start of the bot fetches the models)");
    }
    report(wanted.name(), target.uri(), staged(results));
    return results.stream().allMatch(CallResult::met) ? 0 : 1;
  }

  private CallScript script() {
    String file = script.toString();
    String text = read();
    Path folder = Optional.ofNullable(script.toAbsolutePath().getParent()).orElse(script);
    return switch (new ScriptParser().parse(file, folder, text)) {
      case ScriptFile.Good(CallScript good) -> good;
      case ScriptFile.Broken(List<String> errors) -> throw wrong(String.join("\n", errors));
    };
  }

  /** The file, or the one in the jar where there is none of that name. */
  private String read() {
    if (!Files.exists(script) && BUNDLED.matcher(script.toString()).matches()) {
      Optional<String> bundled = BundledText.find("calls/" + script + ".yaml");
      if (bundled.isPresent()) {
        return bundled.get();
      }
    }
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw unusable(script, e);
    }
  }

  private Target target(@Nullable String uri) {
    if (uri == null) {
      throw wrong("--to is needed, since the script does not say whom to call");
    }
    if (!(DialTarget.parse(uri).orElse(null) instanceof DialTarget.Uri parsed)) {
      throw wrong("--to: " + uri + " (expected: sip:USER@HOST[:PORT])");
    }
    try {
      Target target = Target.of(uri, parsed.host(), parsed.port());
      if (!anywhere && !target.isNear()) {
        throw wrong(
            parsed.host() + " is not on this machine or a private network (--anywhere calls it)");
      }
      return target;
    } catch (UnknownHostException e) {
      throw wrong("--to: there is no host " + parsed.host());
    }
  }

  private List<CallResult> staged(List<CallResult> results) {
    if (api == null) {
      return results;
    }
    String token = Optional.ofNullable(System.getenv("TALKSPURT_API_TOKEN")).orElse("");
    BotStages stages = new BotStages(api, token);
    List<CallResult> staged = new ArrayList<>();
    for (CallResult result : results) {
      try {
        staged.add(stages.add(result));
      } catch (IOException e) {
        err("no stages by " + api + ": " + e.getMessage());
        return results;
      }
    }
    return staged;
  }

  private void report(String name, String uri, List<CallResult> results) {
    CallTable.lines(results).forEach(this::out);
    write(json, CallJson.of(name, uri, results));
    write(html, CallPage.of(name, uri, results));
  }

  private void write(@Nullable Path file, String text) {
    if (file != null) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }
  }
}
