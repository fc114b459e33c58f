package org.talkspurt.dialog.agent;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talkspurt.dialog.agent.Agent.TransferTarget;
import org.talkspurt.dialog.agent.CallMemory.PendingOffer;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.form.Form;
import org.talkspurt.dialog.agent.form.FormFiller;
import org.talkspurt.dialog.agent.form.FormState;
import org.talkspurt.dialog.agent.form.FormStep;
import org.talkspurt.dialog.reply.Markup;
import org.talkspurt.dialog.spi.TransferOrder;

/** Makes replies of decisions: the words, what follows them, and the memory they leave. */
final class Replies {

  private static final String ELSE = "All right. What else can I do for you?";
  private static final List<String> PARDON =
      List.of("Sorry, I didn't get that.", "I'm sorry, I still didn't get that.");

  private final Agent agent;
  private final FormFiller filler;
  private final Placeholders placeholders;

  Replies(Agent agent, FormFiller filler) {
    this.agent = agent;
    this.filler = filler;
    this.placeholders = new Placeholders(agent.hours());
  }

  /** Says something that is not in the agent's file and waits. */
  Reply say(CallMemory memory, String text, String id) {
    return listen(memory.said(text), text, id);
  }

  private static Reply listen(CallMemory memory, String text, String id) {
    return new Reply(text, new Then.Listen(), memory, id);
  }

  Reply greeting(CallMemory memory, LocalDateTime now) {
    return say(memory, placeholders.fill(agent.greeting(), "", memory.facts(), now), "greeting");
  }

  /** That the call is recorded; empty where that needs not be said. */
  Optional<Reply> announcement(CallMemory memory) {
    return agent
        .recording()
        .flatMap(Agent.Recording::announcement)
        .map(text -> new Reply(text, new Then.Greet(), memory.said(text), "recording"));
  }

  /** The message for an answering machine; empty if the agent leaves none. */
  Optional<Reply> voicemail(CallMemory memory, LocalDateTime now) {
    return agent
        .answeringMachine()
        .map(Agent.AnsweringMachine::voicemail)
        .filter(text -> !text.isEmpty())
        .map(text -> placeholders.fill(text, "", memory.facts(), now))
        .map(text -> new Reply(text, new Then.HangUp(), memory.said(text), "voicemail"));
  }

  /** What is said with the same words in every call of a day, see {@code BankResponder}. */
  List<String> stock(LocalDateTime now) {
    var texts = new LinkedHashSet<String>();
    agent.recording().flatMap(Agent.Recording::announcement).ifPresent(texts::add);
    for (Answer answer : agent.answers()) {
      for (String question : placeholders.questions(answer.text())) {
        texts.add(placeholders.fill(answer.text(), question, Map.of(), now));
      }
    }
    for (Form form : agent.forms()) {
      if (filler.begin(form, "", now) instanceof FormStep.Ask first) {
        texts.add(first.text());
      }
    }
    texts.addAll(agent.notUnderstood().lines());
    texts.addAll(agent.silence().lines());
    for (TransferTarget target : agent.transfers().values()) {
      texts.add(target.line());
    }
    texts.add(agent.goodbye().line());
    texts.add(agent.silence().goodbye());
    return List.copyOf(texts);
  }

  /** The answers as they are told today, but for those that hold data of the call. */
  List<String> facts(LocalDateTime now) {
    return agent.answers().stream()
        .filter(answer -> !answer.isCourtesy())
        .map(Answer::text)
        .filter(text -> !placeholders.questions(text).isEmpty())
        .map(text -> Markup.plain(placeholders.fill(text, "", Map.of(), now)))
        .toList();
  }

  /** To a caller who thinks aloud: what was asked stays open. */
  Reply wait(CallMemory memory) {
    return listen(memory, "Take your time.", "take-your-time");
  }

  /** The last words again. */
  Reply repeat(CallMemory memory) {
    return listen(memory, memory.lastText(), "repeat");
  }

  Reply anythingElse(CallMemory memory) {
    return say(memory, ELSE, "anything-else");
  }

  /**
   * Does what was asked for.
   *
   * @param words the caller's, which choose days and fill slots
   */
  Reply perform(Action action, CallMemory memory, String words, LocalDateTime now) {
    return switch (action) {
      case Action.Give(String id) -> give(agent.answer(id).orElseThrow(), memory, words, now);
      case Action.Begin(String id) -> {
        Form form = agent.form(id).orElseThrow();
        yield step(memory, form, filler.begin(form, words, now));
      }
      case Action.HandOver(String name) -> {
        TransferTarget target = target(name);
        yield handOver(name, target, memory, target.line());
      }
      case Action.SayGoodbye() -> goodbye(memory, agent.goodbye().line());
      case Action.Repeat() -> repeat(memory);
    };
  }

  private Reply give(Answer answer, CallMemory memory, String question, LocalDateTime now) {
    String text = placeholders.fill(answer.text(), question, memory.facts(), now);
    Answer.Offer offer = answer.offer().orElse(null);
    String asked = offer == null ? text : text + " " + offer.ask();
    PendingOffer pending = offer == null ? null : new PendingOffer(offer.then(), question);
    return listen(memory.answered(answer.id(), asked, pending), asked, answer.id());
  }

  /** An answer in the middle of a form, and the form's question again. */
  Reply aside(
      Answer answer, CallMemory memory, FormState form, String question, LocalDateTime now) {
    String told = placeholders.fill(answer.text(), question, memory.facts(), now);
    return say(memory, told + " " + filler.ask(form).text(), answer.id());
  }

  Reply step(CallMemory memory, Form form, FormStep step) {
    return switch (step) {
      case FormStep.Ask(FormState next, String text, String name) ->
          listen(memory.said(text).in(next), text, form.id() + "." + name);
      case FormStep.Done(_, Map<String, String> values, String text) -> {
        var confirmed = new LinkedHashMap<String, String>();
        confirmed.put("form", form.id());
        confirmed.putAll(values);
        yield listen(memory.said(text).with(confirmed), text, form.id() + ".done");
      }
      case FormStep.Cancelled(String text) ->
          listen(memory.said(text).in(null), text, form.id() + ".cancelled");
      case FormStep.Missed(FormState same) -> notUnderstood(memory.in(same));
    };
  }

  private TransferTarget target(String name) {
    TransferTarget target = agent.transfers().get(name);
    if (target == null) {
      throw new IllegalStateException("agent " + agent.name() + " has no transfer " + name);
    }
    return target;
  }

  private Reply handOver(String name, TransferTarget target, CallMemory memory, String line) {
    CallMemory after = memory.in(null).said(line).transferring(name);
    Map<String, String> facts = memory.facts();
    return TransferTargetText.fill(target.uri(), facts)
        .map(
            address ->
                new TransferOrder(
                    address,
                    TransferTargetText.isOfAgent(target.uri()),
                    Placeholders.fill(target.briefing(), facts)))
        .map(order -> new Reply(line, new Then.Transfer(order), after, "transfer." + name))
        .orElseGet(() -> transferFailed(after));
  }

  private static Reply goodbye(CallMemory memory, String line) {
    return new Reply(line, new Then.HangUp(), memory.in(null).said(line), "goodbye");
  }

  Reply transferFailed(CallMemory memory) {
    TransferTarget target = agent.transfers().get(memory.transfer());
    return say(memory, target == null ? ELSE : target.failed(), "transfer-failed");
  }

  /** Asks again, in other words each time; gives up after too many failures in a row. */
  Reply notUnderstood(CallMemory memory) {
    if (memory.failures() + 1 >= agent.notUnderstood().maxFailures()) {
      return giveUp(memory);
    }
    FormState form = memory.form();
    if (form == null) {
      List<String> lines = agent.notUnderstood().lines();
      String line = lines.get(memory.misses() % lines.size());
      return listen(memory.failed(line), line, "not-understood");
    }
    FormStep.Ask again = filler.askAgain(form);
    String text = PARDON.get(memory.failures() % PARDON.size()) + " " + again.text();
    String id = form.form().id() + "." + again.step();
    return listen(memory.failed(text).in(again.state()), text, id);
  }

  /** Excuses a failure; gives up after too many in a row. */
  Reply failed(CallMemory memory, String line, String id) {
    return memory.failures() + 1 >= agent.notUnderstood().maxFailures()
        ? giveUp(memory)
        : listen(memory.failed(line), line, id);
  }

  private Reply giveUp(CallMemory memory) {
    String line = agent.notUnderstood().lastLine();
    return agent.notUnderstood().then() instanceof Action.HandOver(String name)
        ? handOver(name, target(name), memory, line)
        : goodbye(memory, line);
  }

  /**
   * @param count silences in a row
   */
  Reply silent(CallMemory memory, int count) {
    List<String> lines = agent.silence().lines();
    if (count > lines.size()) {
      return goodbye(memory, agent.silence().goodbye());
    }
    FormState form = memory.form();
    String text =
        form == null ? lines.get(Math.max(0, count - 1)) : lines.getFirst() + " " + form.question();
    return listen(memory, text, "silence");
  }

  /** The menu; an agent without one did not understand. */
  Reply unknownKey(CallMemory memory) {
    String line = agent.keypad().line();
    return line.isEmpty() ? notUnderstood(memory) : listen(memory.failed(line), line, "keypad");
  }
}
