package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

class VoiceTest {
  private final List<String> synthesised = new ArrayList<>();
  private final ClauseCache cache = new ClauseCache(1_000_000);

  private short[] sound = tone(8_820, 1_000);

  private static short[] tone(int length, int amplitude) {
    short[] samples = new short[length];
    Arrays.fill(samples, (short) amplitude);
    return samples;
  }

  private final class Synthesizer implements SpeechSynthesizer {
    @Override
    public String voice() {
      return "joe";
    }

    @Override
    public Speech synthesize(String spokenForm, double rate) {
      synthesised.add(spokenForm);
      return new Speech(sound, 22_050);
    }

    @Override
    public void close() {}
  }

  private Voice voice(Executor lane) {
    return new Voice(
        new Synthesizer(),
        lane,
        text -> Arrays.asList(text.split("(?<=,)")),
        clause -> clause.replace("8", "eight").replace("*", ""),
        cache);
  }

  @Test
  void clausesKeepTheirWrittenFormAndLeaveOutWhatCannotBeSaid() {
    assertThat(voice(Runnable::run).clauses("At 8, *, sharp"))
        .containsExactly(new Clause("At 8,", "At eight,"), new Clause("sharp", "sharp"));
  }

  @Test
  void englishIsSplitAndSpelledOut() {
    Voice voice = Voice.english(new Synthesizer(), Runnable::run, cache);

    assertThat(voice.clauses("Dr. Lee is in at 8:30. See you then!"))
        .containsExactly(
            new Clause("Dr. Lee is in at 8:30.", "Doctor Lee is in at eight thirty."),
            new Clause("See you then!", "See you then!"));
  }

  @Test
  void preparesOpeningsOneAtATime() {
    List<Runnable> idle = new ArrayList<>();
    Voice voice = voice(Runnable::run);
    voice.prepare(() -> List.of("One, two", "*", "One, three", "Four"), 8_000, idle::add);
    for (int i = 0; i < idle.size(); i++) {
      assertThat(synthesised).hasSize(i);
      idle.get(i).run();
    }

    assertThat(synthesised).containsExactly("One,", "Four");
    assertThat(voice.cached(new Clause("One,", "One,"), 8_000)).isNotNull();
  }

  @Test
  void preparingEndsWhenTheLaneIsBusy() {
    voice(Runnable::run)
        .prepare(
            () -> List.of("One", "Two"),
            8_000,
            work -> {
              if (!synthesised.isEmpty()) {
                throw new RejectedExecutionException();
              }
              work.run();
            });

    assertThat(synthesised).containsExactly("One");
  }

  @Test
  void synthesisesAClauseOncePerRate() {
    Voice voice = voice(Runnable::run);
    Clause clause = new Clause("At 8", "At eight");

    assertThat(voice.cached(clause, 8_000)).isNull();
    assertThat(voice.speak(clause, 8_000).join()).hasSize(3_200);
    assertThat(voice.speak(clause, 8_000).join()).isSameAs(voice.cached(clause, 8_000));
    assertThat(voice.speak(clause, 16_000).join()).hasSize(6_400);
    assertThat(synthesised).hasSize(2);
  }

  @Test
  void prefetchesEveryClause() {
    Voice voice = voice(Runnable::run);
    assertThat(voice.prefetch("One, two, three", 8_000)).isCompleted();

    assertThat(synthesised).hasSize(3);
    assertThat(voice.clauses("One, two, three"))
        .allSatisfy(clause -> assertThat(voice.cached(clause, 8_000)).isNotNull());
  }

  @Test
  void aFullLaneFailsThePrefetchNotTheCaller() {
    Voice voice =
        voice(
            _ -> {
              throw new RejectedExecutionException();
            });
    assertThat(voice.prefetch("One", 8_000)).isCompletedExceptionally();
  }

  @Property
  void noSoundIsShorterThanAFifthOfASecond(@ForAll @IntRange(min = 1, max = 9_000) int samples) {
    SpeechSynthesizer brief =
        new SpeechSynthesizer() {
          @Override
          public String voice() {
            return "brief";
          }

          @Override
          public Speech synthesize(String spokenForm, double rate) {
            short[] sound = new short[samples];
            Arrays.fill(sound, (short) 1_000);
            return new Speech(sound, 22_050);
          }

          @Override
          public void close() {}
        };
    for (int rateHz : new int[] {8_000, 16_000, 48_000}) {
      short[] sound =
          Voice.english(brief, Runnable::run, new ClauseCache(0))
              .speak(new Clause("No.", "No."), rateHz)
              .join();

      assertThat(sound.length).isGreaterThanOrEqualTo(rateHz / 5);
      assertThat(sound.length).isLessThanOrEqualTo(rateHz / 5 + rateHz * 9 / 22);
      assertThat(Arrays.copyOf(sound, 20)).isNotEqualTo(new short[20]);
    }
  }

  @Test
  void anEndlessTextIsCut() {
    assertThat(voice(Runnable::run).clauses("word, ".repeat(5_000)).size()).isLessThan(700);
  }

  @Test
  void whatCannotBeTheClauseIsAFailureAndNotKept() {
    Voice voice = voice(Runnable::run);
    Clause clause = new Clause("At 8,", "At eight,");
    for (short[] broken :
        List.of(
            new short[0],
            tone(2_205, 0),
            tone(2_205, Short.MAX_VALUE),
            tone(2_205, Short.MIN_VALUE),
            tone(10 * 22_050, 1_000))) {
      sound = broken;
      assertThat(voice.speak(clause, 8_000)).isCompletedExceptionally();
      assertThat(voice.cached(clause, 8_000)).isNull();
    }
    sound = tone(8_820, 1_000);
    assertThat(voice.speak(clause, 8_000).join()).isNotEmpty();
  }

  @Test
  void silenceIsAllThereIsToSayOfAnotherScript() {
    sound = new short[0];

    assertThat(voice(Runnable::run).speak(new Clause("你好", "你好"), 8_000).join()).isEmpty();
  }
}
