package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.gateway.caller.report.Quantiles;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.models.vad.SileroVad;
import org.talkspurt.rtp.audio.Resampler;

/**
 * Who answers a call of ours: people and machines synthesised by the bot's own voice in several
 * paces, recorded voices, beeps of many kinds, levels and noises, all through µ-law. Prints a table
 * of who was taken for whom.
 */
class AnswererAccuracyIT {

  private static final List<String> HELLOS =
      List.of(
          "Hello?",
          "Hello.",
          "Hi!",
          "Yes?",
          "Yeah, hello?",
          "Hello, this is Mike.",
          "Good morning.",
          "Jane Miller.",
          "Hi, who is this?",
          "Smith residence.",
          "Hello? Hello?",
          "Tom speaking.");

  private static final List<String> OFFICES =
      List.of(
          "Thank you for calling Maple Harbor Dental, how can I help you?",
          "Harbor Bakery, good morning.",
          "Miller and Sons, this is Joe speaking.",
          "Thanks for calling City Auto, this is Dave, how may I help you today?",
          "Front desk, can I help you?",
          "Good afternoon, Riverside Animal Hospital, this is Sarah, how can I direct your call?",
          "Doctor Baker's office, one moment please.",
          "Hi, you've reached Green Valley Pharmacy, this is Anna.",
          "Thank you for calling the Grand Hotel. This is Peter. What can I do for you?",
          "Law offices of Brown and Wilson, good afternoon.");

  /** Sentences of a machine; it breathes between them. */
  private static final List<List<String>> MACHINES =
      List.of(
          List.of(
              "Hi, you've reached Jane Miller.",
              "I can't come to the phone right now.",
              "Please leave a message after the tone."),
          List.of(
              "Hello, this is Mike.",
              "I'm not available at the moment.",
              "Leave your name and number, and I will get back to you."),
          List.of(
              "Your call has been forwarded to an automated voice messaging system.",
              "Five five five, zero one two three, is not available.",
              "At the tone, please record your message."),
          List.of("Please leave a message after the beep."),
          List.of("You have reached the Smith family.", "We are not home.", "Leave a message."),
          List.of(
              "Thank you for calling Harbor Bakery.",
              "We are currently closed.",
              "Our hours are Monday to Friday, eight to six.",
              "Please leave a message."),
          List.of("This is the voice mail of Peter Brown.", "Please speak after the signal."),
          List.of(
              "Hey, it's Dave.", "You know what to do.", "Talk to you later, have a great day."),
          List.of(
              "The person you are calling is not available.",
              "Please try again later, or leave a message."),
          List.of(
              "Hello.",
              "Nobody can take your call.",
              "If this is an emergency, please hang up and dial nine one one.",
              "Otherwise, leave a message."),
          List.of(
              "The mailbox belonging to extension four two one is ready.",
              "Begin speaking after the tone."),
          List.of(
              "Good day, this is Anna.",
              "I am out of the office until Monday.",
              "I check my messages every day, so please tell me what I can do for you."));

  private enum Beep {
    ORDINARY(500, -12, 1_000),
    LOW(400, -15, 440),
    HIGH(300, -18, 1_400),
    SHORT(200, -12, 850),
    LONG(1_500, -20, 2_000),
    TWO_TONES(500, -18, 620, 1_100),
    NONE(0, 0);

    final int lastingMs;
    final double dbm0;
    final int[] pitchesHz;

    Beep(int lastingMs, double dbm0, int... pitchesHz) {
      this.lastingMs = lastingMs;
      this.dbm0 = dbm0;
      this.pitchesHz = pitchesHz;
    }
  }

  private record Case(String kind, Answerer truth, String what, FarEnd farEnd, double noiseDbm0) {}

  /**
   * Shares of what was right, and how long people waited.
   *
   * @param helloMs median after a hello
   * @param slowestMs of all but one in twenty
   */
  private record Result(
      double people, double machines, double afterBeep, double helloMs, double slowestMs) {}

  /** A recognizer that understands nothing. */
  private static final class Deaf implements SpeechRecognizer {
    @Override
    public Transcript recognize(short[] samples) {
      return Transcript.EMPTY;
    }

    @Override
    public void close() {}
  }

  private final Map<String, short[]> spoken = new HashMap<>();
  private final List<Case> cases = new ArrayList<>();

  @Test
  void peopleAreGreetedAndMachinesAreToldTheMessage() {
    try (PiperSynthesizer voice = ItModels.voice();
        SileroVad detector = ItModels.voiceActivity();
        MoonshineRecognizer recognizer = ItModels.recognizer()) {
      people(voice);
      machines(voice);
      nobody();
      assertThat(cases.size()).isGreaterThanOrEqualTo(200);
      System.out.println("who is taken for whom, by pattern, words and beep:");
      Result all = judge(detector, recognizer);
      System.out.println("the same without the words:");
      Result wordless = judge(detector, new Deaf());
      assertThat(all.people()).isGreaterThanOrEqualTo(0.95);
      assertThat(all.machines()).isGreaterThanOrEqualTo(0.93);
      assertThat(all.afterBeep()).isGreaterThanOrEqualTo(0.93);
      assertThat(all.helloMs()).isLessThan(600);
      assertThat(all.slowestMs()).isLessThan(1_300);
      assertThat(wordless.people()).isGreaterThanOrEqualTo(0.9);
      assertThat(wordless.machines()).isGreaterThanOrEqualTo(0.7);
    }
  }

  private void people(PiperSynthesizer voice) {
    double[][] ways = {
      {1, 0, -60}, {0.88, -8, -50}, {1.15, 4, -45}, {1.05, -12, -55}, {0.95, -4, -65}
    };
    for (double[] way : ways) {
      for (String text : HELLOS) {
        add("hello", Answerer.HUMAN, text, person(speech(voice, text), way), way[2]);
      }
      for (String text : OFFICES) {
        add("office", Answerer.HUMAN, text, person(speech(voice, text), way), way[2]);
      }
    }
    for (Clip clip : Clip.all()) {
      double[] way = {1, 0, -50};
      add("recorded", Answerer.HUMAN, clip.text(), person(clip.pcm(), way), way[2]);
    }
  }

  private FarEnd person(short[] words, double[] way) {
    return new FarEnd().pause(300 + cases.size() * 37 % 900).says(words, way[0], way[1]);
  }

  private void machines(PiperSynthesizer voice) {
    double[][] ways = {
      {1, 0, -60}, {0.9, -6, -50}, {1.12, 3, -45}, {1, -12, -55}, {1.05, -3, -60}, {0.95, 0, -52}
    };
    Beep[] beeps = Beep.values();
    for (double[] way : ways) {
      for (List<String> sentences : MACHINES) {
        Beep beep = beeps[cases.size() % beeps.length];
        FarEnd machine = new FarEnd().pause(400 + cases.size() * 53 % 800);
        for (String sentence : sentences) {
          machine.says(speech(voice, sentence), way[0], way[1]);
          machine.pause(250 + cases.size() * 71 % 450);
        }
        machine.pause(300 + cases.size() * 31 % 1_200);
        if (beep != Beep.NONE) {
          machine.beeps(beep.lastingMs, beep.dbm0, beep.pitchesHz);
        }
        String what = sentences.getFirst() + " … " + beep;
        add(beep == Beep.NONE ? "no beep" : "beep", Answerer.MACHINE, what, machine, way[2]);
      }
    }
  }

  private void nobody() {
    for (int noise = -75; noise <= -40; noise += 5) {
      FarEnd silence = new FarEnd().pause(1_000);
      add("nobody", Answerer.UNKNOWN, "noise of " + noise + " dBm0", silence, noise);
    }
  }

  private void add(String kind, Answerer truth, String what, FarEnd farEnd, double noiseDbm0) {
    cases.add(new Case(kind, truth, what, farEnd, noiseDbm0));
  }

  private short[] speech(PiperSynthesizer voice, String text) {
    return spoken.computeIfAbsent(
        text,
        _ -> {
          Speech speech = voice.synthesize(text);
          return Resampler.create(speech.sampleRateHz(), 8_000).whole(speech.samples());
        });
  }

  private Result judge(SileroVad detector, SpeechRecognizer recognizer) {
    Map<String, Map<Answerer, Integer>> table = new TreeMap<>();
    List<Double> hello = new ArrayList<>();
    List<Double> person = new ArrayList<>();
    int right = 0;
    int people = 0;
    int machines = 0;
    int rightPeople = 0;
    int rightMachines = 0;
    int hasty = 0;
    int beeped = 0;
    int afterBeep = 0;
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      short[] line = one.farEnd.line(one.noiseDbm0, i);
      SimulatedPickup call = new SimulatedPickup(line, detector, recognizer).run();
      Answerer verdict = call.verdict();
      table
          .computeIfAbsent(one.truth.tag() + ", " + one.kind, _ -> new EnumMap<>(Answerer.class))
          .merge(verdict, 1, Integer::sum);
      right += verdict == one.truth ? 1 : 0;
      boolean wrong = verdict != one.truth;
      switch (one.truth) {
        case HUMAN -> {
          people++;
          rightPeople += verdict == Answerer.HUMAN ? 1 : 0;
          if (call.greetedMs >= 0) {
            double waitedMs = call.greetedMs - one.farEnd.wordsEndMs;
            person.add(waitedMs);
            if (one.kind.equals("hello")) {
              hello.add(waitedMs);
            }
          }
        }
        case MACHINE -> {
          machines++;
          rightMachines += verdict == Answerer.MACHINE ? 1 : 0;
          hasty += call.verdicts.size() > 1 ? 1 : 0;
          if (one.farEnd.beepEndMs >= 0) {
            beeped++;
            boolean after = call.messageMs >= one.farEnd.beepEndMs;
            afterBeep += after ? 1 : 0;
            wrong |= !after;
          }
        }
        case UNKNOWN -> {}
      }
      if (wrong) {
        System.out.printf(
            "  %s, %s: %s %s, greeted at %d, message at %d; words end at %d, beep at %d: %s%n",
            one.truth.tag(),
            one.kind,
            call.verdicts,
            call.verdictsMs,
            call.greetedMs,
            call.messageMs,
            one.farEnd.wordsEndMs,
            one.farEnd.beepEndMs,
            one.what);
      }
    }
    System.out.printf("%-20s %8s %8s %8s%n", "who answers", "human", "machine", "unknown");
    table.forEach(
        (who, taken) ->
            System.out.printf(
                "%-20s %8d %8d %8d%n",
                who,
                taken.getOrDefault(Answerer.HUMAN, 0),
                taken.getOrDefault(Answerer.MACHINE, 0),
                taken.getOrDefault(Answerer.UNKNOWN, 0)));
    System.out.printf(
        "%d of %d right; people %d of %d, machines %d of %d (%d of them greeted first); message"
            + " after the beep %d of %d%n",
        right,
        cases.size(),
        rightPeople,
        people,
        rightMachines,
        machines,
        hasty,
        afterBeep,
        beeped);
    System.out.printf(
        "last word → greeting: hello p50 %.0f ms, p95 %.0f ms; all people p50 %.0f ms, p95 %.0f"
            + " ms%n",
        Quantiles.quantile(hello, 0.5),
        Quantiles.quantile(hello, 0.95),
        Quantiles.quantile(person, 0.5),
        Quantiles.quantile(person, 0.95));
    return new Result(
        (double) rightPeople / people,
        (double) rightMachines / machines,
        (double) afterBeep / beeped,
        Quantiles.quantile(hello, 0.5),
        Quantiles.quantile(person, 0.95));
  }
}
