package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus watches the bot with config/prometheus while callers talk; then everything that
 * dashboards, rules and alerts ask is asked of it.
 */
class PrometheusIT {
  private static final String TOKEN = "a-token-of-this-test";
  private static final int LOST = 37;

  /** How long callers talk, and where the dashboards' pictures go; none are drawn without. */
  private static final int MINUTES = Integer.getInteger("talkspurt.it.minutes", 0);

  private static final String PICTURES = System.getProperty("talkspurt.it.dashboards", "");

  @Test
  void rulesAndAlertsPassTheirOwnTests() throws Exception {
    Path configuration = Prometheus.configuration("any");
    promtool(configuration, "check", "config", "prometheus.yml");
    promtool(configuration, "test", "rules", "tests.yml");

    String tests = Files.readString(configuration.resolve("tests.yml"));
    String runbook = Files.readString(Tool.project("config/prometheus/runbook.md"));
    String alerts = Files.readString(configuration.resolve("alerts.yml"));
    List<String> names = all("- alert: (\\w+)", alerts);
    System.out.printf("%d alerts%n", names.size());
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    assertThat(names)
        .allSatisfy(
            name -> {
              assertThat(tests).contains("alertname=\"" + name + "\"");
              assertThat(runbook).contains("\n### " + name + "\n");
              assertThat(alerts).contains("runbook.md#" + name.toLowerCase(java.util.Locale.ROOT));
            });
    for (String annotation : List.of("severity:", "summary:", "description:")) {
      assertThat(all(annotation, alerts)).hasSameSizeAs(names);
    }
  }

  @Test
  void dashboardsAreWhatTheGeneratorWrites() throws Exception {
    Tool.Result result =
        Tool.run(
            Files.createTempDirectory("talkspurt-generate"),
            60,
            "python3",
            Tool.project("config/grafana/generate.py").toString(),
            "--check");
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** Some minutes, so only where somebody says how many. */
  @EnabledIfSystemProperty(named = "talkspurt.it.minutes", matches = "\\d+")
  @Test
  void everyExpressionFindsItsData() throws Exception {
    int peer = FreePort.next();
    try (Registrar registrar = new Registrar();
        Bot bot =
            Bot.start(
                "--talkspurt.api.token=" + TOKEN,
                "--talkspurt.trunks[1].name=peer",
                "--talkspurt.trunks[1].domain=127.0.0.1:" + peer,
                "--talkspurt.calls.max=4",
                "--talkspurt.trunks[0].name=carrier",
                "--talkspurt.trunks[0].domain=carrier.example",
                "--talkspurt.trunks[0].outbound-proxy=" + registrar.address(),
                "--talkspurt.trunks[0].username=bot",
                "--talkspurt.trunks[0].password=secret",
                "--talkspurt.trunks[0].register=true",
                "--talkspurt.trunks[0].allowed-sources[0]=127.0.0.1/32");
        Prometheus prometheus = Prometheus.start(TOKEN, bot)) {
      assertThat(bot.get("/actuator/prometheus").statusCode()).isEqualTo(401);
      prometheus.await("talkspurt_models_ready", 1);
      prometheus.await("talkspurt_sip_registered{trunk=\"carrier\"}", 1);
      long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
      int lost = 0;
      int rounds = 0;
      do {
        dials(bot, peer);
        lost += callersTalk(bot, prometheus, ++rounds);
      } while (rounds < 2 || System.nanoTime() < end);

      prometheus.await("talkspurt_calls_total{result=\"refused_503\"}", rounds);
      double counted = prometheus.value("talkspurt_rtp_packets_total{outcome=\"lost\"}");
      System.out.printf("packets lost: %d were, %.0f were counted%n", lost, counted);
      assertThat(counted).isEqualTo(lost);

      prometheus.await("count(ALERTS{alertname=\"TalkspurtCallsRefused\"})", 1);
      assertEveryRuleIsHealthy(prometheus);
      Map<String, String> expressions = expressions(prometheus);
      Set<String> without = new TreeSet<>();
      for (var entry : expressions.entrySet()) {
        if (!hasData(prometheus, entry.getKey(), entry.getValue())) {
          without.add(entry.getKey());
        }
      }
      System.out.printf(
          "%d expressions of panels, rules and alerts, without data: %s%n",
          expressions.size(), without);
      assertThat(without).isEmpty();
      draw(prometheus);
    }
  }

  /** Calls a peer and hangs up. */
  private static void dials(Bot bot, int peer) throws Exception {
    SippCallee callee = SippCallee.start("uas-answer", peer, "udp");
    Dialling dialling = new Dialling(bot, TOKEN);
    String id = dialling.dial("100", "peer", "tone", 20);
    dialling.await(id, "TALKING");
    dialling.hangUp(id);
    callee.passes();
  }

  /**
   * A question into the greeting and one after it, an echo call with lost packets, short calls, and
   * one call too many.
   *
   * @return packets lost
   */
  private static int callersTalk(Bot bot, Prometheus prometheus, int round) throws Exception {
    double refused = prometheus.value("sum(talkspurt_calls_total{result=\"refused_503\"})");
    try (WireCaller lossy = WireCaller.dial(bot.sipPort, "echo");
        WireCaller asking = WireCaller.dial(bot.sipPort, "7000");
        WireCaller tone = WireCaller.dial(bot.sipPort, "tone")) {
      lossy.say(Clip.named("q-emergency"));
      ask(asking, round);
      lossy.lose(LOST);
      WireCaller.pause(2_000);
      tone.press("12#");
      try (WireCaller fourth = WireCaller.dial(bot.sipPort, "echo")) {
        assertThat(fourth.botMedia()).isNotNull();
        assertThatThrownBy(() -> WireCaller.dial(bot.sipPort, "echo")).hasMessageContaining("503");
      }
      lossy.awaitAudible(0, 5_000);
    }
    Path directory = Files.createTempDirectory("talkspurt-sipp");
    Tool.Result sipp =
        Tool.run(directory, 120, Tool.sipp(bot, "short-call", 10, 3).toArray(String[]::new));
    assertThat(sipp.exitCode()).as(sipp.output()).isZero();
    // A counter's rate begins with its second scrape.
    prometheus.await(
        "sum(talkspurt_calls_total{result=\"refused_503\"})",
        1 + (Double.isNaN(refused) ? 0 : refused));
    return LOST;
  }

  /** Talks over the greeting, then asks once more. */
  private static void ask(WireCaller caller, int round) throws Exception {
    List<String> questions = List.of("q-parking", "q-tomorrow", "q-insurance", "q-cleaning-price");
    InterruptionIT.interruptedMs(caller, round);
    WireCaller.Spoken question = caller.sayAll(Clip.named(questions.get(round % questions.size())));
    caller.awaitAudible(question.lastSpeechNs, 15_000);
    caller.awaitSilence(1_500, 30_000);
  }

  private static void assertEveryRuleIsHealthy(Prometheus prometheus) throws IOException {
    List<JsonNode> rules = prometheus.rules();
    System.out.printf("%d rules%n", rules.size());
    assertThat(rules)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            rule -> assertThat(rule.get("health").asString()).as("%s", rule).isEqualTo("ok"));
  }

  /** What to ask, by a name to be shown. */
  private static Map<String, String> expressions(Prometheus prometheus) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(Tool.project("config/grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        JsonNode dashboard = JsonMapper.shared().readTree(file);
        for (JsonNode panel : dashboard.get("panels")) {
          for (JsonNode target : panel.get("targets")) {
            found.put(
                "%s, %s, %s"
                    .formatted(
                        dashboard.get("title").asString(),
                        panel.get("title").asString(),
                        target.get("refId").asString()),
                filled(target.get("expr").asString()));
          }
        }
      }
    }
    for (JsonNode rule : prometheus.rules()) {
      String name = rule.get("name").asString();
      String expression = rule.get("query").asString();
      found.put(name, rule.get("type").asString().equals("alerting") ? judged(expression) : name);
    }
    return found;
  }

  /** With Grafana's variables filled in: everything chosen. */
  private static String filled(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$window", "5m")
        .replaceAll("\\$(instance|stage|trunk)", ".*");
  }

  /** What an alert compares with its threshold: it has data whether the alert fires or not. */
  private static String judged(String expression) {
    Matcher comparison = Pattern.compile("(.+?) (?:==|>|<) [0-9.]+( and .*)?").matcher(expression);
    assertThat(comparison.matches()).as(expression).isTrue();
    return comparison.group(1);
  }

  private static boolean hasData(Prometheus prometheus, String name, String expression) {
    try {
      return prometheus.query(expression).stream()
          .anyMatch(sample -> !Double.isNaN(Prometheus.value(sample)));
    } catch (IOException e) {
      throw new AssertionError(name + ": " + expression + ": " + e.getMessage(), e);
    }
  }

  private static void draw(Prometheus prometheus) throws Exception {
    if (PICTURES.isEmpty()) {
      return;
    }
    Tool.Result drawn =
        Tool.run(
            Files.createTempDirectory("talkspurt-draw"),
            300,
            "python3",
            Tool.project("config/grafana/draw.py").toString(),
            "--prometheus=http://127.0.0.1:" + prometheus.port,
            "--minutes=" + Math.max(3, MINUTES),
            "--out=" + Tool.project(PICTURES));
    System.out.print(drawn.output());
    assertThat(drawn.exitCode()).as(drawn.output()).isZero();
  }

  private static void promtool(Path configuration, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Tool.Result result = Tool.run(configuration, 120, command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.groupCount() > 0 ? match.group(1) : match.group())
        .toList();
  }
}
