package org.talkspurt.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.script.CallScript;
import org.talkspurt.gateway.caller.script.Interjection;
import org.talkspurt.gateway.caller.script.Speech;
import org.talkspurt.gateway.caller.script.Step;

/** Scripted calls on a manual clock: what the agent says is fixed, in ms from the answer. */
class ScriptedCallerTest {

  private static final Speech QUESTION = new Speech.Text("Question?", 700);
  private static final Offset<Double> PACKET = Offset.offset(40.0);

  /** 1 s of speech between 100 ms of silence. */
  private static final Sound SECOND = sound();

  private final FakeLine line = new FakeLine();

  private static Sound sound() {
    short[] pcm = new short[Sound.samples(1_200)];
    System.arraycopy(FakeLine.tone(Sound.samples(1_000)), 0, pcm, Sound.samples(100), 8_000);
    return Sound.of("second", pcm);
  }

  private List<CallTurn> run(Step... steps) {
    return run(SECOND, steps);
  }

  private List<CallTurn> run(Sound sound, Step... steps) {
    ScriptedCaller caller =
        new ScriptedCaller(line, _ -> sound, _ -> "We open at 8 AM, Sir.", new Random(1));
    return caller.run(new CallScript("test", null, Duration.ofSeconds(60), List.of(steps)));
  }

  @Test
  void measuresHowSoonAQuestionIsAnswered() {
    // The greeting ends at 2 s; the question is said 0.6 s later, until 3.7 s; answered at 4 s.
    line.speaks(500, 2_000).speaks(4_000, 6_000);
    List<CallTurn> turns =
        run(
            new Step.Expect(List.of("open"), 1_000),
            new Step.Say(QUESTION),
            new Step.Expect(List.of("8 am", "sir|madam"), 1_000));
    assertThat(turns).extracting(CallTurn::did).containsExactly("answer", "say");
    assertThat(turns).allMatch(turn -> turn.failures().isEmpty());
    assertThat(turns.getFirst().latencyMs()).isCloseTo(500, PACKET);
    assertThat(turns.getLast().latencyMs()).isCloseTo(300, PACKET);
    assertThat(turns.getLast().heard()).isEqualTo("We open at 8 AM, Sir.");
  }

  @Test
  void saysWhatWasExpectedInVain() {
    line.speaks(500, 2_000).speaks(5_500, 6_000);
    List<CallTurn> turns =
        run(
            new Step.Expect(List.of("closed"), 300),
            new Step.Say(QUESTION),
            new Step.Expect(List.of(), 1_000),
            new Step.ExpectEnded(500));
    assertThat(turns.getFirst().failures())
        .hasSize(2)
        .anyMatch(failure -> failure.matches("replied after 5\\d\\d ms .*within 300.*"))
        .anyMatch(failure -> failure.startsWith("not heard: closed"));
    assertThat(turns.getLast().failures())
        .hasSize(2)
        .anyMatch(failure -> failure.startsWith("replied after 1"))
        .anyMatch(failure -> failure.startsWith("the agent did not hang up"));
  }

  @Test
  void saysThatThereWasNoReply() {
    List<CallTurn> turns = run(new Step.Expect(List.of(), 500));
    assertThat(turns.getFirst().failures()).containsExactly("no reply within 6000 ms");
    assertThat(turns.getFirst().latencyMs()).isNull();
  }

  @Test
  void measuresHowSoonAnInterruptionStopsTheAgent() {
    // Interrupts after 1.54 s, is heard from 1.66 to 2.66 s; the agent stops at 1.82 s.
    line.speaks(500, 1_820).speaks(3_000, 4_000);
    List<CallTurn> turns =
        run(
            new Step.Into(Interjection.INTERRUPTION, QUESTION, OptionalInt.of(1_000)),
            new Step.ExpectPaused(200),
            new Step.Expect(List.of(), 1_000));
    CallTurn turn = turns.getLast();
    assertThat(turn.failures()).isEmpty();
    assertThat(turn.stopMs()).isCloseTo(150, PACKET);
    assertThat(turn.missed()).isFalse();
    assertThat(turn.latencyMs()).isCloseTo(340, PACKET);
  }

  @Test
  void noticesAnInterruptionThatIsMissed() {
    line.speaks(500, 9_000);
    List<CallTurn> turns =
        run(
            new Step.Into(Interjection.INTERRUPTION, QUESTION, OptionalInt.of(1_000)),
            new Step.ExpectPaused(200));
    assertThat(turns.getLast().missed()).isTrue();
    assertThat(turns.getLast().stopMs()).isNull();
    assertThat(turns.getLast().failures())
        .containsExactly("the agent did not pause (expected: within 200)");
  }

  @Test
  void measuresHowLongACoughPausesTheAgent() {
    // The sound is heard from 1.6 to 2.6 s; the agent pauses from 1.8 to 2.2 s.
    line.speaks(500, 1_800).speaks(2_200, 6_000);
    List<CallTurn> turns =
        run(
            new Step.Into(Interjection.COUGH, QUESTION, OptionalInt.of(1_000)),
            new Step.ExpectResumed(500));
    CallTurn turn = turns.getLast();
    assertThat(turn.failures()).isEmpty();
    assertThat(turn.resumedMs()).isCloseTo(420, PACKET);
    assertThat(turn.falseStop()).isFalse();
    assertThat(turn.latencyMs()).isNull();
  }

  @Test
  void noticesACoughThatStopsTheAgent() {
    line.speaks(500, 1_800).speaks(8_000, 9_000);
    List<CallTurn> turns =
        run(
            new Step.Into(Interjection.COUGH, QUESTION, OptionalInt.of(1_000)),
            new Step.ExpectResumed(500));
    assertThat(turns.getLast().falseStop()).isTrue();
    assertThat(turns.getLast().failures())
        .containsExactly("the agent did not speak on (expected: within 500)");
  }

  @Test
  void aCoughThatTheAgentIgnoresPausedItForNothing() {
    line.speaks(500, 6_000);
    List<CallTurn> turns =
        run(
            new Step.Into(Interjection.COUGH, QUESTION, OptionalInt.of(1_000)),
            new Step.ExpectResumed(100));
    assertThat(turns.getLast().resumedMs()).isZero();
    assertThat(turns.getLast().failures()).isEmpty();
  }

  @Test
  void noticesAnAgentThatTalksOverAPause() {
    // Said from 0.6 s on; the pause is from 1.2 to 1.9 s, the agent begins at 1.5 s.
    line.speaks(1_500, 3_000);
    List<CallTurn> turns =
        run(
            SECOND.pausedAt(Sound.samples(600), 700),
            new Step.Say(QUESTION),
            new Step.Expect(List.of(), 1_000));
    assertThat(turns.getLast().talkedOver()).isEqualTo(1);
    assertThat(turns.getLast().latencyMs()).isNull();
  }

  @Test
  void pressesWaitsAndHangsUp() {
    List<CallTurn> turns =
        run(
            new Step.Digits("12#"),
            new Step.Wait(1_000),
            new Step.ExpectSilence(500),
            new Step.HangUp());
    assertThat(line.pressed()).isEqualTo("12#");
    assertThat(line.ms()).isBetween(1_500, 1_520);
    assertThat(line.ended()).isTrue();
    assertThat(turns.getLast().failures()).isEmpty();
  }

  @Test
  void anAgentThatHangsUpEarlyHasFailed() {
    line.speaks(500, 1_000).hangsUp(2_000);
    assertThat(run(new Step.Wait(2_500), new Step.Say(QUESTION)).getLast().failures())
        .containsExactly("the agent hung up before the script's end");
  }

  @Test
  void anAgentThatHangsUpInTimeHasNot() {
    line.speaks(500, 1_000).hangsUp(2_000);
    List<CallTurn> turns = run(new Step.Expect(List.of(), 900), new Step.ExpectEnded(2_000));
    assertThat(turns.getLast().failures()).isEmpty();
  }

  @Test
  void aCallEndsAtItsLongest() {
    List<CallTurn> turns = run(new Step.Wait(61_000), new Step.Wait(1_000));
    assertThat(turns.getLast().failures()).containsExactly("the call lasts longer than 60 s");
    assertThat(line.ms()).isLessThan(61_100);
  }
}
