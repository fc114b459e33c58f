package org.talkspurt.gateway.caller.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptParserTest {

  private static final ScriptParser PARSER = new ScriptParser();
  private static final Path FOLDER = Path.of("scripts");

  private static final String GOOD =
      """
      name: all of it
      to: sip:7000@127.0.0.1
      longest-seconds: 90
      steps:
        - expect: {words: [hello], within-ms: 3000}
        - say: one.wav
        - say: {clip: two.wav, speech-end-ms: 900, pause-at-ms: 400, pause-ms: 600}
        - say: {text: "Hello | there"}
        - interrupt: {clip: three.wav, after-ms: random}
        - expect-paused: {within-ms: 300}
        - backchannel: mm-hm
        - cough: {after-ms: 100}
        - expect-resumed: {}
        - wait: 500
        - digits: "12#"
        - expect-silence: {for-ms: 1000}
        - expect-ended: {within-ms: 5000}
        - hang-up
      """;

  @Test
  void readsEveryStep() {
    CallScript script = ((ScriptFile.Good) PARSER.parse("all.yaml", FOLDER, GOOD)).script();
    assertThat(script.name()).isEqualTo("all of it");
    assertThat(script.to()).isEqualTo("sip:7000@127.0.0.1");
    assertThat(script.longest()).isEqualTo(Duration.ofSeconds(90));
    assertThat(script.steps())
        .containsExactly(
            new Step.Expect(List.of("hello"), 3_000),
            new Step.Say(clip("one.wav", OptionalInt.empty(), OptionalInt.empty(), 700)),
            new Step.Say(clip("two.wav", OptionalInt.of(900), OptionalInt.of(400), 600)),
            new Step.Say(new Speech.Text("Hello | there", 700)),
            new Step.Into(
                Interjection.INTERRUPTION,
                clip("three.wav", OptionalInt.empty(), OptionalInt.empty(), 700),
                OptionalInt.empty()),
            new Step.ExpectPaused(300),
            new Step.Into(
                Interjection.BACKCHANNEL, new Speech.Text("mm-hm", 700), OptionalInt.of(800)),
            new Step.Into(Interjection.COUGH, new Speech.Cough(), OptionalInt.of(100)),
            new Step.ExpectResumed(2_000),
            new Step.Wait(500),
            new Step.Digits("12#"),
            new Step.ExpectSilence(1_000),
            new Step.ExpectEnded(5_000),
            new Step.HangUp());
  }

  private static Speech.Clip clip(
      String file, OptionalInt endMs, OptionalInt pauseAtMs, int pauseMs) {
    return new Speech.Clip(FOLDER.resolve(file), OptionalInt.empty(), endMs, pauseAtMs, pauseMs);
  }

  /** Each row replaces a piece of the good script. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - wait: 500              | - wayt: 500          | 14: /steps/9/wayt: unknown property wayt
          - wait: 500              | - wait: long         | 14: /steps/9/wait: expected the type integer, found long
          - hang-up                | - hangup             | 18: /steps/13: expected a step, or hang-up, found hangup
          - wait: 500              | - hang-up            | 15: /steps/10: expected nothing after hang-up
          digits: "12#"            | digits: "12x"        | 15: /steps/10/digits: expected a value of the form
          after-ms: random         | after-ms: sometime   | 9: /steps/4/interrupt/after-ms: expected a value of the form
          after-ms: random         | text: Hello          | 9: /steps/4/interrupt: expected either clip or text
          - say: one.wav           | - say: {}            | 6: /steps/1/say: expected either clip or text
          - say: one.wav           | - expect-paused: {}  | 6: /steps/1/expect-paused: expected an interrupt, backchannel or cough
          pause-at-ms: 400,        | speech-start-ms: 900, | 7: /steps/2/say/speech-end-ms: expected more than
          to: sip:7000@127.0.0.1   | to: somebody          | 2: /to: expected a value of the form
          longest-seconds: 90      | longest-seconds: {    | malformed YAML
          """)
  void saysLineAndKeyOfWhatIsWrong(String piece, String wrong, String message) {
    String text = GOOD.replace(piece, wrong);
    assertThat(text).isNotEqualTo(GOOD);
    ScriptFile.Broken broken = (ScriptFile.Broken) PARSER.parse("all.yaml", FOLDER, text);
    assertThat(broken.errors())
        .allMatch(error -> error.startsWith("all.yaml:"))
        .anyMatch(error -> error.contains(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clinic-questions", "clinic-interruptions"})
  void readsTheShippedScripts(String name) throws IOException {
    Path file = Path.of("..", "config", "calls", name + ".yaml");
    ScriptFile read = PARSER.parse(file.toString(), FOLDER, Files.readString(file));
    assertThat(read).isInstanceOf(ScriptFile.Good.class);
    // Nothing but text: they work from the jar alone.
    assertThat(((ScriptFile.Good) read).script().steps().toString()).doesNotContain("Clip[");
  }

  @Property(tries = 200)
  void neverThrows(@ForAll String text, @ForAll int at) {
    int cut = Math.floorMod(at, GOOD.length());
    PARSER.parse("x.yaml", FOLDER, text);
    PARSER.parse("x.yaml", FOLDER, GOOD.substring(0, cut) + text + GOOD.substring(cut));
  }
}
