package org.talkspurt.dialog.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.talkspurt.dialog.agent.form.Form;
import org.talkspurt.dialog.agent.form.Slot;

/** Checks what an agent's parts say about each other. */
public final class AgentCheck {

  private static final int MAX_EXAMPLES = 5_000;

  /** As the chat completions protocol has it. */
  private static final int LONGEST_TOOL_NAME = 64;

  private final Agent agent;
  private final List<Problem> problems = new ArrayList<>();

  private AgentCheck(Agent agent) {
    this.agent = agent;
  }

  /**
   * Something that is wrong.
   *
   * @param pointer JSON pointer into the agent file, e.g. {@code /answers/3/answer}
   * @param expected what was expected there
   */
  public record Problem(String pointer, String expected) {}

  /** All problems of {@code agent}, in the order of the file format; empty if it may be used. */
  public static List<Problem> problems(Agent agent) {
    var check = new AgentCheck(agent);
    check.all();
    return List.copyOf(check.problems);
  }

  private void all() {
    if (!agent.language().toLowerCase(Locale.ROOT).startsWith("en")) {
      add("/language", "expected a tag of English, e.g. en-US; there is no other language yet");
    }
    agent.beforeAnswer().ifPresent(text -> plain("/before-answer", text));
    filled("/greeting", agent.greeting());
    agent
        .recording()
        .flatMap(Agent.Recording::announcement)
        .ifPresent(text -> announcement("/recording/announcement", text));
    agent
        .answeringMachine()
        .ifPresent(machine -> filled("/answering-machine/voicemail", machine.voicemail()));
    agent
        .model()
        .ifPresent(
            use -> {
              if (agent.instructions().isBlank()) {
                add("/instructions", "expected instructions for the model");
              }
              plain("/model/failed", use.failed());
              plain("/model/spent", use.budget().spent());
              plain("/model/fillers", use.fillers());
              tools(use);
            });
    notUnderstood();
    plain("/silence/lines", agent.silence().lines());
    plain("/silence/goodbye", agent.silence().goodbye());
    plain("/goodbye/line", agent.goodbye().line());
    agent
        .transfers()
        .forEach(
            (name, to) -> {
              if (TransferTargetText.isBroken(to.uri())) {
                add(
                    "/transfers/" + name + "/uri",
                    "expected no placeholder but {call.NAME} and {form.SLOT}");
              }
              plain("/transfers/" + name + "/line", to.line());
              for (String unknown : Placeholders.notFacts(to.briefing())) {
                add(
                    "/transfers/" + name + "/briefing",
                    "unknown placeholder {" + unknown + "}: expected " + KnownFact.FORM);
              }
              plain("/transfers/" + name + "/failed", to.failed());
            });
    plain("/keypad/line", agent.keypad().line());
    agent.keypad().keys().forEach((key, action) -> action("/keypad/keys/" + key, action));
    answers();
    for (int i = 0; i < agent.forms().size(); i++) {
      form("/forms/" + i, agent.forms().get(i));
    }
    unique("/forms", agent.forms().stream().map(Form::id).toList());
    examples();
  }

  private void announcement(String pointer, String text) {
    plain(pointer, text);
    if (text.chars().noneMatch(Character::isLetter)) {
      add(pointer, "expected a sentence that callers hear, or none");
    }
  }

  private void tools(ModelUse use) {
    var seen = new HashSet<String>();
    tools("/model/tools/", use.tools(), UnaryOperator.identity(), seen);
    for (int i = 0; i < use.servers().size(); i++) {
      ToolServer server = use.servers().get(i);
      tools("/model/mcp-servers/" + i + "/tools/", server.tools(), server::nameForModel, seen);
    }
  }

  /**
   * @param names what the model calls a tool by
   * @param seen the names so far
   */
  private void tools(
      String path, List<ToolUse> tools, UnaryOperator<String> names, Set<String> seen) {
    for (int i = 0; i < tools.size(); i++) {
      String pointer = path + i;
      tools
          .get(i)
          .progress()
          .ifPresent(progress -> plain(pointer + "/progress", progress.sentence()));
      String name = names.apply(tools.get(i).name());
      if (name.length() > LONGEST_TOOL_NAME) {
        add(pointer + "/name", "expected at most 64 characters for the model, " + name);
      }
      if (!seen.add(name)) {
        add(pointer + "/name", "expected a name of its own, " + name + " is taken");
      }
    }
  }

  private void notUnderstood() {
    Action then = agent.notUnderstood().then();
    action("/not-understood/then", then);
    if (!(then instanceof Action.HandOver) && !(then instanceof Action.SayGoodbye)) {
      add("/not-understood/then", "expected \"transfer NAME\" or \"goodbye\"");
    }
    plain("/not-understood/lines", agent.notUnderstood().lines());
    plain("/not-understood/last-line", agent.notUnderstood().lastLine());
  }

  private void answers() {
    for (int i = 0; i < agent.answers().size(); i++) {
      Answer answer = agent.answers().get(i);
      String path = "/answers/" + i;
      filled(path + "/answer", answer.text());
      answer
          .offer()
          .ifPresent(
              offer -> {
                plain(path + "/offer/ask", offer.ask());
                action(path + "/offer/then", offer.then());
              });
    }
    unique("/answers", agent.answers().stream().map(Answer::id).toList());
  }

  private void form(String path, Form form) {
    Set<String> names = form.slots().stream().map(Slot::name).collect(Collectors.toSet());
    plain(path + "/start", form.start());
    text(path + "/confirm", form.confirm(), names);
    plain(path + "/change", form.change());
    text(path + "/done", form.done(), names);
    plain(path + "/cancelled", form.cancelled());
    for (int i = 0; i < form.slots().size(); i++) {
      Slot slot = form.slots().get(i);
      plain(path + "/slots/" + i + "/asks", slot.asks());
      if (slot instanceof Slot.ChoiceSlot(_, _, List<Slot.Choice> choices)) {
        unique(path + "/slots/" + i + "/choices", choices.stream().map(Slot.Choice::id).toList());
      }
    }
  }

  /** A line that is said as it is written. */
  private void plain(String pointer, String line) {
    text(pointer, line, Set.of());
  }

  private void plain(String pointer, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      plain(pointer + "/" + i, lines.get(i));
    }
  }

  /** A line that day, time and call complete. */
  private void filled(String pointer, String line) {
    for (String unknown : Placeholders.unknown(line)) {
      add(
          pointer,
          "unknown placeholder {%s}: expected one of %s or %s"
              .formatted(unknown, Placeholders.NAMES.stream().sorted().toList(), KnownFact.FORM));
    }
  }

  private void text(String pointer, String text, Set<String> known) {
    for (String unknown : Placeholders.unknown(text, known)) {
      String expected =
          known.isEmpty()
              ? "expected no placeholder"
              : "expected one of " + known.stream().sorted().toList();
      add(pointer, "unknown placeholder {" + unknown + "}: " + expected);
    }
  }

  private void action(String pointer, Action action) {
    switch (action) {
      case Action.Give(String id) -> {
        if (agent.answer(id).isEmpty()) {
          add(pointer, "expected the id of an answer, found " + id);
        }
      }
      case Action.Begin(String id) -> {
        if (agent.form(id).isEmpty()) {
          add(pointer, "expected the id of a form, found " + id);
        }
      }
      case Action.HandOver(String name) -> {
        if (!agent.transfers().containsKey(name)) {
          add(pointer, "expected the name of a transfer, found " + name);
        }
      }
      case Action.SayGoodbye() -> {}
      case Action.Repeat() -> {}
    }
  }

  private void unique(String pointer, List<String> ids) {
    var seen = new HashSet<String>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        add(pointer + "/" + i + "/id", "expected an id of its own, " + ids.get(i) + " is taken");
      }
    }
  }

  private void examples() {
    long examples =
        agent.answers().stream().mapToLong(answer -> answer.examples().size()).sum()
            + agent.forms().stream().mapToLong(form -> form.examples().size()).sum()
            + agent.transfers().values().stream().mapToLong(to -> to.examples().size()).sum()
            + agent.goodbye().examples().size()
            + agent.notUnderstood().examples().size();
    if (examples > MAX_EXAMPLES) {
      add("/answers", "expected at most " + MAX_EXAMPLES + " examples in all, found " + examples);
    }
  }

  private void add(String pointer, String expected) {
    problems.add(new Problem(pointer, expected));
  }
}
