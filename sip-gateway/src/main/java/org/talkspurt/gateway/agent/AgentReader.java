package org.talkspurt.gateway.agent;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.talkspurt.dialog.agent.Action;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.Answer;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.ToolServer;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.agent.form.Form;
import org.talkspurt.dialog.agent.form.Slot;
import org.talkspurt.dialog.agent.hours.DayRule;
import org.talkspurt.dialog.agent.hours.OpenSpan;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.hours.SpecialDay;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.EndOfTurnSettings;
import org.talkspurt.dialog.spi.Tool;

/** Makes an agent of a tree that satisfies the schema. */
final class AgentReader {

  /** What stands for an announcement where callers know otherwise that they are recorded. */
  private static final String NO_ANNOUNCEMENT = "none";

  private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

  private AgentReader() {}

  /**
   * @throws Field.Wrong for the first value that makes no sense
   */
  static Agent read(Field root) {
    Field maxCalls = root.at("max-calls");
    Field endOfTurn = root.at("end-of-turn");
    return new Agent(
        root.at("name").text(),
        root.at("language").text(),
        root.at("voice").optionalText(),
        texts(root.at("pronunciations")),
        root.at("before-answer").optionalText(),
        root.at("greeting").text(),
        recording(root.at("recording")),
        answeringMachine(root.at("answering-machine")),
        root.at("instructions").text(),
        root.at("model").exists() ? Optional.of(model(root.at("model"))) : Optional.empty(),
        maxCalls.exists() ? OptionalInt.of(maxCalls.integer()) : OptionalInt.empty(),
        endOfTurn.exists() ? Optional.of(endOfTurn(endOfTurn)) : Optional.empty(),
        hours(root.at("hours")),
        understanding(root.at("understanding")),
        notUnderstood(root.at("not-understood")),
        new Agent.Silence(
            root.at("silence").at("lines").texts(), root.at("silence").at("goodbye").text()),
        new Agent.Goodbye(
            root.at("goodbye").at("line").text(), root.at("goodbye").at("examples").texts()),
        transfers(root.at("transfers")),
        keypad(root.at("keypad")),
        root.at("answers").list(AgentReader::answer),
        root.at("forms").list(AgentReader::form));
  }

  private static Optional<Agent.Recording> recording(Field field) {
    return field.exists()
        ? Optional.of(
            new Agent.Recording(
                field
                    .at("announcement")
                    .optionalText()
                    .filter(text -> !text.equals(NO_ANNOUNCEMENT))))
        : Optional.empty();
  }

  private static Optional<Agent.AnsweringMachine> answeringMachine(Field field) {
    Field wait = field.at("longest-wait-seconds");
    return field.exists()
        ? Optional.of(
            field.checked(
                () ->
                    new Agent.AnsweringMachine(
                        field.at("voicemail").text(),
                        wait.exists()
                            ? Duration.ofSeconds(wait.integer())
                            : AnswererSettings.defaults().longestWait())))
        : Optional.empty();
  }

  private static ModelUse model(Field field) {
    return new ModelUse(
        field.at("stands").text().equals("before") ? ModelUse.Place.BEFORE : ModelUse.Place.BEHIND,
        field.at("threshold").exists()
            ? OptionalDouble.of(field.at("threshold").node().asDouble())
            : OptionalDouble.empty(),
        field.at("knows-answers").node().asBoolean(true),
        field.at("failed").text(),
        field.at("history-characters").node().asInt(6_000),
        field.at("fillers").texts(),
        Duration.ofMillis(field.at("filler-after-ms").node().asInt(1_200)),
        field.at("fillers-per-call").node().asInt(5),
        field.at("ahead").node().asBoolean(true),
        field.at("tools").list(AgentReader::tool),
        field.at("mcp-servers").list(AgentReader::toolServer),
        field.at("summarise").node().asBoolean(true),
        new ModelUse.Budget(
            field.at("tokens-per-answer").node().asLong(0),
            field.at("tokens-per-call").node().asLong(0),
            field.at("spent").optionalText().orElse(field.at("failed").text())));
  }

  private static ToolServer toolServer(Field field) {
    return new ToolServer(
        field.at("name").text(),
        field.at("url").text(),
        texts(field.at("headers")),
        field.at("tools").list(AgentReader::tool));
  }

  private static ToolUse tool(Field field) {
    return new ToolUse(
        field.at("name").text(),
        field.at("description").text(),
        field.at("parameters").exists()
            ? field.at("parameters").node().toString()
            : field.at("url").exists() ? NO_PARAMETERS : "",
        field.at("url").exists()
            ? Optional.of(field.at("url").checked(() -> http(field)))
            : Optional.empty(),
        Duration.ofMillis(field.at("timeout-ms").node().asInt(3_000)),
        field
            .at("progress")
            .optionalText()
            .map(
                sentence ->
                    new Tool.Progress(
                        sentence,
                        Duration.ofMillis(field.at("progress-after-ms").node().asInt(800)))),
        field.at("safe").node().asBoolean(false));
  }

  private static ToolUse.Http http(Field field) {
    return new ToolUse.Http(
        field.at("method").optionalText().orElse("POST"),
        field.at("url").text(),
        texts(field.at("headers")));
  }

  private static Map<String, String> texts(Field field) {
    var texts = new LinkedHashMap<String, String>();
    field.entries().forEach((name, text) -> texts.put(name, text.text()));
    return texts;
  }

  private static Agent.EndOfTurn endOfTurn(Field field) {
    return field.checked(
        () ->
            new Agent.EndOfTurn(
                milliseconds(field.at("shortest-ms")),
                milliseconds(field.at("longest-ms")),
                field.at("patience").node().asDouble(EndOfTurnSettings.defaults().patience())));
  }

  private static Optional<Duration> milliseconds(Field field) {
    return field.exists() ? Optional.of(Duration.ofMillis(field.integer())) : Optional.empty();
  }

  private static OpeningHours hours(Field field) {
    ZoneId zone = field.at("time-zone").parsed(AgentReader::zone);
    var weekly = new EnumMap<DayOfWeek, List<OpenSpan>>(DayOfWeek.class);
    field
        .at("weekly")
        .entries()
        .forEach(
            (name, spans) ->
                weekly.put(DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)), spans(spans)));
    return new OpeningHours(zone, weekly, field.at("special-days").list(AgentReader::specialDay));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a time zone like America/New_York", e);
    }
  }

  private static List<OpenSpan> spans(Field field) {
    List<OpenSpan> spans = field.list(span -> span.parsed(OpenSpan::parse));
    return field.checked(() -> OpenSpan.inOrder(spans));
  }

  private static SpecialDay specialDay(Field field) {
    return new SpecialDay(
        field.at("date").parsed(DayRule::parse), field.at("name").text(), spans(field.at("hours")));
  }

  private static Agent.Understanding understanding(Field field) {
    return field.checked(
        () ->
            new Agent.Understanding(
                field.at("threshold").node().asDouble(), field.at("margin").node().asDouble()));
  }

  private static Agent.NotUnderstood notUnderstood(Field field) {
    return new Agent.NotUnderstood(
        field.at("lines").texts(),
        field.at("max-failures").integer(),
        action(field.at("then")),
        field.at("last-line").text(),
        field.at("examples").texts());
  }

  private static Map<String, Agent.TransferTarget> transfers(Field field) {
    var transfers = new LinkedHashMap<String, Agent.TransferTarget>();
    field
        .entries()
        .forEach(
            (name, to) ->
                transfers.put(
                    name,
                    new Agent.TransferTarget(
                        to.at("uri").text(),
                        to.at("line").text(),
                        to.at("briefing").text(),
                        to.at("failed").text(),
                        to.at("examples").texts())));
    return transfers;
  }

  private static Agent.Keypad keypad(Field field) {
    var keys = new LinkedHashMap<Character, Action>();
    field.at("keys").entries().forEach((key, does) -> keys.put(key.charAt(0), action(does)));
    return new Agent.Keypad(
        field.at("line").text(), keys, field.at("interrupt-all").node().asBoolean(false));
  }

  private static Action action(Field field) {
    return field.parsed(Action::parse);
  }

  private static Answer answer(Field field) {
    Field offer = field.at("offer");
    return new Answer(
        field.at("id").text(),
        field.at("examples").texts(),
        field.at("answer").text(),
        offer.exists()
            ? Optional.of(new Answer.Offer(offer.at("ask").text(), action(offer.at("then"))))
            : Optional.empty(),
        field.at("courtesy").node().asBoolean(false));
  }

  private static Form form(Field field) {
    List<Slot> slots = field.at("slots").list(AgentReader::slot);
    return field
        .at("slots")
        .checked(
            () ->
                new Form(
                    field.at("id").text(),
                    field.at("examples").texts(),
                    field.at("start").text(),
                    slots,
                    field.at("confirm").text(),
                    field.at("change").text(),
                    field.at("done").text(),
                    field.at("cancelled").text()));
  }

  private static Slot slot(Field field) {
    String name = field.at("name").text();
    List<String> asks = field.at("asks").texts();
    return switch (field.at("type").text()) {
      case "choice" ->
          new Slot.ChoiceSlot(name, asks, field.at("choices").list(AgentReader::choice));
      case "day" -> new Slot.DaySlot(name, asks);
      case "time" -> new Slot.TimeSlot(name, asks);
      case "name" -> new Slot.NameSlot(name, asks);
      case "phone" -> new Slot.PhoneSlot(name, asks);
      default -> new Slot.TextSlot(name, asks);
    };
  }

  private static Slot.Choice choice(Field field) {
    return new Slot.Choice(
        field.at("id").text(), field.at("say").text(), field.at("synonyms").texts());
  }
}
