package org.talkspurt.dialog.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.talkspurt.dialog.agent.form.Form;
import org.talkspurt.dialog.agent.hours.OpeningHours;

/**
 * What one agent knows: the content of an agent file. References between its parts are checked by
 * {@link AgentCheck}.
 *
 * @param name by which routes name it
 * @param language BCP 47 tag; English so far
 * @param voice the synthesiser's voice; empty for the default one
 * @param pronunciations IPA between slashes, or syllables, by word or phrase
 * @param beforeAnswer what callers hear before the call is answered; empty for nothing
 * @param greeting the first words
 * @param recording how its calls are recorded; empty: they are not
 * @param answeringMachine what happens when one answers a call of ours; empty: nobody finds out
 * @param instructions for a language model; empty if there are none
 * @param model how a language model is used; empty: not at all
 * @param maxCalls calls that the agent takes at a time; empty for no limit of its own
 * @param endOfTurn when a pause ends a caller's turn; empty for the default
 * @param hours opening hours and time zone
 * @param understanding when an answer is sure enough
 * @param notUnderstood what is said when none is
 * @param silence what is said when the caller says nothing
 * @param goodbye how a call ends
 * @param transfers who can take over, by name
 * @param keypad what keys do outside of forms
 * @param answers what the agent can tell
 * @param forms what the agent can collect
 */
public record Agent(
    String name,
    String language,
    Optional<String> voice,
    Map<String, String> pronunciations,
    Optional<String> beforeAnswer,
    String greeting,
    Optional<Recording> recording,
    Optional<AnsweringMachine> answeringMachine,
    String instructions,
    Optional<ModelUse> model,
    OptionalInt maxCalls,
    Optional<EndOfTurn> endOfTurn,
    OpeningHours hours,
    Understanding understanding,
    NotUnderstood notUnderstood,
    Silence silence,
    Goodbye goodbye,
    Map<String, TransferTarget> transfers,
    Keypad keypad,
    List<Answer> answers,
    List<Form> forms) {

  public Agent {
    pronunciations = Map.copyOf(pronunciations);
    transfers = Map.copyOf(transfers);
    answers = List.copyOf(answers);
    forms = List.copyOf(forms);
  }

  /**
   * When an answer of the bank is sure enough for the model, where there is one, not to be asked.
   */
  public Understanding beforeModel() {
    return model.isEmpty() || model.get().threshold().isEmpty()
        ? understanding
        : new Understanding(model.get().threshold().getAsDouble(), understanding.margin());
  }

  Optional<Answer> answer(String id) {
    return answers.stream().filter(answer -> answer.id().equals(id)).findFirst();
  }

  Optional<Form> form(String id) {
    return forms.stream().filter(form -> form.id().equals(id)).findFirst();
  }

  /**
   * How calls are recorded.
   *
   * @param announcement said before anything else, and to its end before the recording begins;
   *     empty: those who are recorded know it otherwise
   */
  public record Recording(Optional<String> announcement) {}

  /**
   * What happens when an answering machine answers a call that we dialled.
   *
   * @param voicemail left after its beep, before hanging up; empty: hangs up at once
   * @param longestWait how long it may go on before it is spoken to, 5 s to 2 min
   */
  public record AnsweringMachine(String voicemail, Duration longestWait) {
    public AnsweringMachine {
      if (longestWait.toSeconds() < 5 || longestWait.toSeconds() > 120) {
        throw new IllegalArgumentException("expected 5 <= longest-wait-seconds <= 120");
      }
    }
  }

  /**
   * When a caller who pauses counts as having finished.
   *
   * @param shortest silence after what has surely ended, 0.1 s to 1 s; empty for the default
   * @param longest silence after what has surely not, up to 5 s; empty for the default
   * @param patience log-odds, −4..4: above 0 for callers who think while they speak
   */
  public record EndOfTurn(
      Optional<Duration> shortest, Optional<Duration> longest, double patience) {
    public EndOfTurn {
      long shortestMs = shortest.map(Duration::toMillis).orElse(100L);
      if (longest.map(Duration::toMillis).orElse(5_000L) < Math.max(shortestMs, 1_000)) {
        throw new IllegalArgumentException("expected 1000 <= longest-ms");
      }
    }
  }

  /**
   * When an answer is sure enough. Scores are likeness of meaning, −1..1, moved a little up or down
   * by the words in common.
   *
   * @param threshold least score of the best answer
   * @param margin least lead over the best other answer
   */
  public record Understanding(double threshold, double margin) {
    public Understanding {
      if (!(threshold > 0 && threshold < 1 && margin >= 0 && margin < 1)) {
        throw new IllegalArgumentException("expected 0 < threshold < 1 and 0 <= margin < 1");
      }
    }
  }

  /**
   * What is said when nothing was understood.
   *
   * @param lines one after the other, at least one
   * @param maxFailures after so many failures in a row, {@code then} follows
   * @param lastLine said before {@code then}
   * @param examples what callers ask that this agent has no answer to; they draw such questions
   *     away from the answers
   */
  public record NotUnderstood(
      List<String> lines, int maxFailures, Action then, String lastLine, List<String> examples) {
    public NotUnderstood {
      lines = List.copyOf(lines);
      examples = List.copyOf(examples);
    }
  }

  /**
   * What is said to a caller who says nothing.
   *
   * @param lines one for each silence in a row
   * @param goodbye the last words after one silence more
   */
  public record Silence(List<String> lines, String goodbye) {
    public Silence {
      lines = List.copyOf(lines);
    }
  }

  /**
   * How a call ends.
   *
   * @param line the last words
   * @param examples what callers say to end the call
   */
  public record Goodbye(String line, List<String> examples) {
    public Goodbye {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Somebody who can take over.
   *
   * @param uri SIP URI or number, perhaps with placeholders, see {@link TransferTargetText}
   * @param line said before
   * @param briefing said to that person before the caller is handed over; empty: nothing is, and
   *     the caller is handed over at once
   * @param failed said when nobody answered
   * @param examples what callers say who want it
   */
  public record TransferTarget(
      String uri, String line, String briefing, String failed, List<String> examples) {
    public TransferTarget {
      examples = List.copyOf(examples);
    }
  }

  /**
   * What keys do.
   *
   * @param line said after a key without meaning; empty if there is no menu
   * @param keys by key, one of 0-9, * and #
   * @param interruptAll whether a key interrupts even what speech does not
   */
  public record Keypad(String line, Map<Character, Action> keys, boolean interruptAll) {
    public Keypad {
      keys = Map.copyOf(keys);
    }

    /** What the first of {@code pressed} that has a meaning does. */
    Optional<Action> first(String pressed) {
      return pressed
          .chars()
          .mapToObj(key -> Optional.ofNullable(keys.get((char) key)))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }
}
