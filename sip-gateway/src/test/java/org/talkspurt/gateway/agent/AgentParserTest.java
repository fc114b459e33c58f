package org.talkspurt.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.ToolServer;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentParserTest {

  private static final AgentParser PARSER = new AgentParser();

  @Test
  void readsAGoodFile() {
    String text =
        AgentYaml.SMALL
            + """
            voice: en_US-joe-medium
            max-calls: 7
            end-of-turn: {longest-ms: 3000, patience: 1.5}
            """;
    Agent agent = agent(text);
    assertThat(agent.name()).isEqualTo("small");
    assertThat(agent.voice()).contains("en_US-joe-medium");
    assertThat(agent.maxCalls()).hasValue(7);
    assertThat(agent.endOfTurn())
        .contains(new Agent.EndOfTurn(Optional.empty(), Optional.of(Duration.ofSeconds(3)), 1.5));
    assertThat(agent.hours().zone().getId()).isEqualTo("America/New_York");
    assertThat(agent.forms()).hasSize(1);
    assertThat(agent.forms().getFirst().slots()).hasSize(2);
  }

  @Test
  void readsHowCallsAreRecorded() {
    assertThat(recording("")).isEmpty();
    assertThat(recording("recording: {announcement: This call is recorded.}"))
        .contains(new Agent.Recording(Optional.of("This call is recorded.")));
    assertThat(recording("recording: {announcement: none}"))
        .contains(new Agent.Recording(Optional.empty()));
  }

  private static Optional<Agent.Recording> recording(String line) {
    return agent(AgentYaml.SMALL + line).recording();
  }

  /** Without an announcement nobody is recorded by mistake. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "recording: {}",
        "recording:",
        "recording: true",
        "recording: {announcement: }",
        "recording: {announcement: \"\"}",
        "recording: {announcement: \"...\"}",
        "recording: {announcement: \"Dear {name}.\"}"
      })
  void refusesARecordingWithoutAnAnnouncement(String line) {
    AgentFile file = PARSER.parse("small.yaml", "small", AgentYaml.SMALL + line);
    assertThat(((AgentFile.Broken) file).errors()).first().asString().contains("/recording");
  }

  @Test
  void readsPronunciations() {
    String text =
        AgentYaml.SMALL
            + """
            pronunciations:
              Siobhan: /ʃɪˈvɔːn/
              invisalign: in-VIZ-uh-line
            """;
    Agent agent = agent(text);
    assertThat(agent.pronunciations())
        .isEqualTo(Map.of("Siobhan", "/ʃɪˈvɔːn/", "invisalign", "in-VIZ-uh-line"));
  }

  @Test
  void namesTheLineOfAPronunciationThatNoVoiceKnows() {
    String text =
        AgentYaml.SMALL
            + """
            pronunciations:
              Siobhan: /ʃɪˈvɔːn/
              Nguyen: /ŋwĭ8n/
              24/7: "7"
            """;
    long lines = AgentYaml.SMALL.lines().count();
    assertThat(((AgentFile.Broken) PARSER.parse("small.yaml", "small", text)).errors())
        .extracting(AgentFileError::toString)
        .anySatisfy(
            error ->
                assertThat(error)
                    .startsWith("small.yaml:" + (lines + 3) + ": /pronunciations/Nguyen: expected")
                    .contains("found \u0306 (U+0306)"))
        .anySatisfy(
            error ->
                assertThat(error)
                    .startsWith(
                        "small.yaml:" + (lines + 4) + ": /pronunciations/24~17: expected syll"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line: Goodbye!|line: Good<break time=\"1h\"/>bye|/goodbye/line: expected a time up to 5 s",
        "start: Sure.|start: <voice name=\"x\">Sure</voice>.|/forms/0/start: expected break,"
            + " say-as",
        "lines: [Hello?]|lines: [<emphasis>Hello?]|/silence/lines/0: expected </emphasis>",
        "say: an a|say: an <b>a</b>|/forms/0/slots/0/choices/0/say: expected break"
      })
  void namesTheLineOfMarkupThatIsNotKnown(String good, String bad, String error) {
    String text = AgentYaml.SMALL.replace(good, bad);
    int line = (int) text.lines().takeWhile(l -> !l.contains(bad)).count() + 1;
    assertThat(((AgentFile.Broken) PARSER.parse("small.yaml", "small", text)).errors())
        .first()
        .asString()
        .startsWith("small.yaml:" + line + ": " + error);
  }

  @Test
  void readsHowAModelIsUsed() {
    String text =
        AgentYaml.SMALL
            + """
            instructions: Be brief.
            model: {stands: before, threshold: 0.8, failed: Sorry., ahead: false, tokens-per-call: 20000,
              fillers: [Let me look.]}
            """;
    Agent agent = agent(text);
    assertThat(agent.model())
        .contains(
            new ModelUse(
                ModelUse.Place.BEFORE,
                OptionalDouble.of(0.8),
                true,
                "Sorry.",
                6_000,
                List.of("Let me look."),
                Duration.ofMillis(1_200),
                5,
                false,
                List.of(),
                List.of(),
                true,
                new ModelUse.Budget(0, 20_000, "Sorry.")));
    assertThat(agent.beforeModel().threshold()).isEqualTo(0.8);
    assertThat(errors(text.replace("instructions: Be brief.\n", "")))
        .contains("/instructions")
        .contains("expected instructions");
  }

  @Test
  void toolsOfAModel() {
    String text =
        AgentYaml.SMALL
            + """
            instructions: Be brief.
            model:
              stands: behind
              failed: Sorry.
              tools:
                - name: slots
                  description: Free slots of a day.
                  parameters: {type: object, required: [day], properties: {day: {type: string}}}
                  url: https://calendar.example/slots
                  method: GET
                  headers: {Authorization: "Bearer ${CALENDAR_KEY}"}
                  progress: I am looking.
                  safe: true
                - {name: book, timeout-ms: 5000}
            """;
    Agent agent = agent(text);
    assertThat(agent.model().orElseThrow().tools())
        .containsExactly(
            new ToolUse(
                "slots",
                "Free slots of a day.",
                "{\"type\":\"object\",\"required\":[\"day\"],"
                    + "\"properties\":{\"day\":{\"type\":\"string\"}}}",
                Optional.of(
                    new ToolUse.Http(
                        "GET",
                        "https://calendar.example/slots",
                        Map.of("Authorization", "Bearer ${CALENDAR_KEY}"))),
                Duration.ofSeconds(3),
                Optional.of(new Tool.Progress("I am looking.", Duration.ofMillis(800))),
                true),
            new ToolUse(
                "book", "", "", Optional.empty(), Duration.ofSeconds(5), Optional.empty(), false));
    assertThat(errors(text.replace("name: book", "name: slots"))).contains("/model/tools/1/name");
    assertThat(errors(text.replace("https://", "file://"))).contains("/model/tools/0/url");
    assertThat(errors(text.replace("name: book", "name: a b"))).contains("/model/tools/1/name");
  }

  @Test
  void serversOfToolsOfAModel() {
    String text =
        AgentYaml.SMALL
            + """
            instructions: Be brief.
            model:
              stands: behind
              failed: Sorry.
              tools: [{name: calendar_look, timeout-ms: 5000}]
              mcp-servers:
                - name: calendar
                  url: https://calendar.example/mcp
                  headers: {Authorization: "Bearer ${CALENDAR_KEY}"}
                  tools:
                    - {name: slots.free, safe: true, progress: I am looking.}
            """;
    Agent agent = agent(text);
    ToolServer server = agent.model().orElseThrow().servers().getFirst();
    assertThat(server)
        .isEqualTo(
            new ToolServer(
                "calendar",
                "https://calendar.example/mcp",
                Map.of("Authorization", "Bearer ${CALENDAR_KEY}"),
                List.of(
                    new ToolUse(
                        "slots.free",
                        "",
                        "",
                        Optional.empty(),
                        Duration.ofSeconds(3),
                        Optional.of(new Tool.Progress("I am looking.", Duration.ofMillis(800))),
                        true))));
    assertThat(server.nameForModel("slots.free")).isEqualTo("calendar_slots_free");
    assertThat(server.toString()).doesNotContain("Bearer");
    assertThat(errors(text.replace("slots.free", "look")))
        .contains("/model/mcp-servers/0/tools/0/name")
        .contains("calendar_look is taken");
    assertThat(errors(text.replace("slots.free", "s".repeat(60))))
        .contains("/model/mcp-servers/0/tools/0/name");
    assertThat(errors(text.replace("https://", "file://"))).contains("/model/mcp-servers/0/url");
  }

  /** Each row replaces a piece of the good file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          language: en-US          | language: de-DE            | 2  | /language | English
          language: en-US          | language: 17               | 2  | /language | expected the type string
          greeting: Hello, how can I help you? | greeting: ''   | 3  | /greeting | 1
          greeting: Hello, how can I help you? | greeting: Hi {hours.tomorow} | 3  | /greeting | {hours.tomorow}
          greeting: Hello, how can I help you? | greeting: Hi {call.name}     | 3  | /greeting | {call.NAME
          greeting:                | greting:                   | 3  | /greting  | unknown property greting
          language: en-US          | # nothing                  | 1  | ''        | expected a property language
          time-zone: America/New_York | time-zone: America/Gotham | 5 | /hours/time-zone | expected a time zone
          monday:                  | mondey:                    | 7  | /hours/weekly/mondey | unknown property
          08:00-12:00              | 8-12                       | 7  | /hours/weekly/monday/0 | expected a value of the form
          08:00-12:00              | 14:00-12:00                | 7  | /hours/weekly/monday/0 | opening before closing
          13:00-17:00              | 11:00-17:00                | 7  | /hours/weekly/monday | in order
          12-25                    | 12-32                      | 9  | /hours/special-days/0/date | fourth thursday of november
          12-25                    | fifth monday of may        | 9  | /hours/special-days/0/date | fourth thursday of november
          threshold: 0.5           | threshold: 1.5             | 10 | /understanding/threshold | 1
          threshold: 0.5           | threshold: high            | 10 | /understanding/threshold | expected the type number
          lines: [Pardon?]         | lines: []                  | 12 | /not-understood/lines | 1
          then: goodbye            | then: answer hours         | 14 | /not-understood/then | expected "transfer NAME" or "goodbye"
          then: goodbye            | then: transfer nobody      | 14 | /not-understood/then | name of a transfer, found nobody
          uri: sip:desk@example.invalid | uri: tel:5550100      | 23 | /transfers/desk/uri | expected a value of the form
          form visit               | form visits                | 29 | /keypad/keys/1 | id of a form, found visits
          form visit               | dance                      | 29 | /keypad/keys/1 | expected a value of the form
          "1": form visit          | "12": form visit           | 28 | /keypad/keys | property '12'
          {hours.asked}            | {hours}                    | 33 | /answers/0/answer | unknown placeholder {hours}
          id: hours                | id: Hours                  | 31 | /answers/0/id | expected a value of the form
          type: day                | type: date                 | 40 | /forms/0/slots/1/type | expected one of
          type: day                | type: choice               | 40 | /forms/0/slots/1 | expected a property choices
          name: day                | name: kind                 | 38 | /forms/0/slots | one slot named kind
          start: Sure.             | start: Sure {kind}.        | 37 | /forms/0/start | expected no placeholder
          {kind} on                | {service} on               | 41 | /forms/0/confirm | unknown placeholder {service}
          """)
  void namesLinePathAndWhatWasExpected(
      String good, String bad, int line, String pointer, String expected) {
    assertThat(AgentYaml.SMALL).contains(good);
    AgentFile file = PARSER.parse("small.yaml", "small", AgentYaml.SMALL.replace(good, bad));
    assertThat(file).isInstanceOf(AgentFile.Broken.class);
    assertThat(((AgentFile.Broken) file).errors())
        .anySatisfy(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.line()).isEqualTo(line);
              assertThat(error.expected()).contains(expected);
              assertThat(error.toString()).startsWith("small.yaml:" + line + ": " + pointer);
            });
  }

  @Test
  void refusesTwoAnswersWithOneId() {
    String text =
        AgentYaml.SMALL.replace(
            "answers:\n",
            "answers:\n  - {id: hours, examples: [Hours?], answer: \"{hours.week}\"}\n");
    assertThat(errors(text)).contains("/answers/1/id").contains("hours is taken");
  }

  @Test
  void refusesAFileOfAnotherName() {
    AgentFile file = PARSER.parse("big.yaml", "big", AgentYaml.SMALL);
    assertThat(((AgentFile.Broken) file).errors().getFirst().toString())
        .isEqualTo("big.yaml:1: /name: expected big, as the file is called, found small");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: small\\n\\tlanguage: en    | 2
          name: [small                      | 1
          name: small\\nname: small         | 2
          name: &x small\\nvoice: *x        | 2
          name: a\\n---\\nname: b           | 3
          """)
  void refusesWhatIsNoPlainYaml(String text, int line) {
    AgentFile file =
        PARSER.parse("small.yaml", "small", text.replace("\\n", "\n").replace("\\t", "\t"));
    AgentFileError error = ((AgentFile.Broken) file).errors().getFirst();
    assertThat(error.line()).as(error.toString()).isEqualTo(line);
  }

  @Test
  void refusesDeepNestingAndEmptyFiles() {
    assertThat(errors("name: " + "[".repeat(5_000))).contains("malformed YAML");
    assertThat(errors("")).contains("expected a property name");
    assertThat(errors("- a\n- b\n")).contains("expected the type object");
  }

  @Test
  void listsAllErrorsInTheOrderOfTheirLines() {
    String text =
        AgentYaml.SMALL
            .replace("type: day", "type: date")
            .replace("language: en-US", "language: 17")
            .replace("max-failures: 3", "max-failures: 0");
    assertThat(((AgentFile.Broken) PARSER.parse("small.yaml", "small", text)).errors())
        .extracting(AgentFileError::line)
        .containsExactly(2, 13, 40);
  }

  @Test
  void everyPropertyOfTheSchemaIsDescribed() throws Exception {
    try (var in = getClass().getClassLoader().getResourceAsStream(AgentParser.SCHEMA)) {
      JsonNode schema =
          JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      describedAndClosed("", schema);
    }
  }

  private static void describedAndClosed(String path, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    boolean isCondition = path.endsWith("/if");
    if (!properties.isMissingNode() && !isCondition) {
      assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
      properties
          .properties()
          .forEach(
              property ->
                  assertThat(property.getValue().has("description"))
                      .as(path + "/" + property.getKey())
                      .isTrue());
    }
    if (schema.isObject()) {
      schema.properties().forEach(e -> describedAndClosed(path + "/" + e.getKey(), e.getValue()));
    }
  }

  private static Agent agent(String text) {
    return ((AgentFile.Good) PARSER.parse("small.yaml", "small", text)).agent();
  }

  private static String errors(String text) {
    AgentFile file = PARSER.parse("small.yaml", "small", text);
    assertThat(file).isInstanceOf(AgentFile.Broken.class);
    return ((AgentFile.Broken) file).errors().toString();
  }
}
