package org.talkspurt.dialog.reply;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's texts may say about how they are spoken: of SSML 1.1 (W3C) {@code break}, {@code
 * say-as}, {@code emphasis} and {@code prosody rate}, of VoiceXML 2.0 §4.1.5 {@code <prompt
 * bargein="false">} for what callers do not interrupt. Whatever else looks like a tag is left out;
 * {@link #problems} tells of it. Strangers' words go through {@link #escape} and are never markup.
 */
public final class Markup {

  /** A tag, or what would be one if it ended. */
  private static final Pattern TAG =
      Pattern.compile("<(?<close>/?)(?<name>[A-Za-z!?][\\w.-]*)(?<attributes>[^<>]*)(?<end>>?)");

  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s+(?<name>[\\w:-]+)\\s*=\\s*(?:\"(?<a>[^\"]*)\"|'(?<b>[^']*)')");

  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos);");
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private final List<Stretch> stretches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private StringBuilder text = new StringBuilder();
  private List<Said> said = new ArrayList<>();
  private Optional<Duration> pause = Optional.empty();
  private @Nullable SayAs saying;
  private int sayingFrom;

  /** Whether the words before the next stretch are of the same sentence, without a pause. */
  private boolean joined;

  /**
   * A part of a text that is spoken in one manner.
   *
   * @param text without tags
   * @param pauseBefore silence in front of it, instead of the usual; empty: the usual
   * @param rate of speech, 1 is the voice's own
   * @param uninterrupted whether callers do not interrupt it
   * @param said places that are read in a manner of their own, in order
   */
  record Stretch(
      String text,
      Optional<Duration> pauseBefore,
      double rate,
      boolean uninterrupted,
      List<Said> said) {
    Stretch followedBy(String more) {
      return new Stretch(text + more, pauseBefore, rate, uninterrupted, said);
    }
  }

  /** {@code from} up to {@code to} of a stretch is read as {@code how}. */
  record Said(int from, int to, SayAs how) {}

  /** An element that has not ended yet. */
  private record Open(String name, double rate, boolean uninterrupted) {
    Open named(String other) {
      return new Open(other, rate, uninterrupted);
    }
  }

  private Markup() {}

  /** The stretches of {@code text}, in order; only the last may be without words, for its pause. */
  static List<Stretch> stretches(String text) {
    return read(text).stretches;
  }

  /** The words of {@code text} without markup, as they are remembered. */
  public static String plain(String text) {
    if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
      return text;
    }
    var plain = new StringBuilder();
    for (Stretch stretch : stretches(text)) {
      boolean apart = plain.isEmpty() || Character.isWhitespace(plain.charAt(plain.length() - 1));
      boolean stuck =
          !apart && stretch.pauseBefore().isPresent() && isWordCharacter(stretch.text(), 0);
      plain.append(stuck ? " " : "").append(stretch.text());
    }
    return plain.toString().replaceAll(" {2,}", " ").strip();
  }

  /** {@code words} as a text that says just them. */
  public static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** What is wrong with the markup in {@code text}: "expected …", in order. */
  public static List<String> problems(String text) {
    return List.copyOf(read(text).problems);
  }

  private static Markup read(String text) {
    var markup = new Markup();
    Matcher tag = TAG.matcher(text);
    int at = 0;
    while (tag.find()) {
      markup.addText(text.substring(at, tag.start()));
      at = tag.end();
      String found = tag.group("name");
      if (tag.group("end").isEmpty()) {
        markup.problems.add("expected > at the end of <" + found);
      } else if (!tag.group("close").isEmpty()) {
        markup.close(found);
      } else {
        markup.open(found, tag.group("attributes"));
      }
    }
    markup.addText(text.substring(at));
    markup.open.forEach(left -> markup.problems.add("expected </" + left.name() + ">"));
    markup.endStretch();
    if (markup.pause.isPresent()) {
      markup.addStretch("");
    }
    return markup;
  }

  private void addText(String escaped) {
    text.append(
        ENTITY
            .matcher(escaped)
            .replaceAll(
                found -> Matcher.quoteReplacement(ENTITIES.getOrDefault(found.group(1), ""))));
  }

  private void open(String name, String written) {
    boolean empty = written.endsWith("/");
    Map<String, String> attributes =
        attributes(name, empty ? written.substring(0, written.length() - 1) : written);
    Open within = within();
    Open element = within.named(name);
    try {
      if (saying != null) {
        throw new IllegalArgumentException("expected no <" + name + "> in <say-as>");
      }
      element =
          switch (name) {
            case "break" -> {
              breakAfter(MarkupValues.pause(attributes));
              yield element;
            }
            case "emphasis" -> slower(element, MarkupValues.emphasis(attributes));
            case "prosody" -> slower(element, MarkupValues.rate(attributes));
            case "prompt" -> {
              boolean closed = within.uninterrupted() || !MarkupValues.bargeIn(attributes);
              endStretch();
              yield new Open(name, within.rate(), closed);
            }
            case "say-as" -> {
              saying = SayAs.of(attributes);
              sayingFrom = text.length();
              yield element;
            }
            default ->
                throw new IllegalArgumentException(
                    "expected break, say-as, emphasis, prosody or prompt, found <" + name + ">");
          };
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    open.push(element);
    if (empty) {
      if (!name.equals("break")) {
        problems.add("expected words in <" + name + ">");
      }
      close(name);
    }
  }

  private Open slower(Open element, double by) {
    changeRate();
    return new Open(element.name(), element.rate() * by, element.uninterrupted());
  }

  private Open within() {
    return open.isEmpty() ? new Open("", 1, false) : open.peek();
  }

  private Map<String, String> attributes(String element, String written) {
    var attributes = new LinkedHashMap<String, String>();
    Matcher attribute = ATTRIBUTE.matcher(written);
    int at = 0;
    while (attribute.find() && attribute.start() == at) {
      at = attribute.end();
      String value = attribute.group("a") == null ? attribute.group("b") : attribute.group("a");
      attributes.put(attribute.group("name"), value);
    }
    if (!written.substring(at).isBlank()) {
      problems.add("expected NAME=\"VALUE\" in <" + element + ">, found " + written.strip());
    }
    return attributes;
  }

  private void close(String name) {
    if (!within().name().equals(name)) {
      boolean begun = open.stream().anyMatch(element -> element.name().equals(name));
      String missing = begun ? "</" + within().name() + ">" : "<" + name + ">";
      problems.add("expected " + missing + " before </" + name + ">");
      return;
    }
    switch (name) {
      case "emphasis", "prosody" -> changeRate();
      case "prompt" -> endStretch();
      case "say-as" -> endSayAs();
      default -> {}
    }
    open.pop();
  }

  private void endSayAs() {
    if (saying != null) {
      said.add(new Said(sayingFrom, text.length(), saying));
      saying = null;
    }
  }

  private void breakAfter(Duration length) {
    endStretch();
    pause = Optional.of(pause.orElse(Duration.ZERO).plus(length));
  }

  /** Between two words of a sentence there is no pause because the second is slower. */
  private void changeRate() {
    boolean goesOn = isWordCharacter(text.toString().stripTrailing(), -1);
    endStretch();
    joined = goesOn;
  }

  private void endStretch() {
    if (text.chars().anyMatch(Character::isLetterOrDigit)) {
      addStretch(text.toString());
    } else if (!stretches.isEmpty() && !text.toString().isBlank()) {
      // Punctuation alone belongs to the words before.
      Stretch before = stretches.removeLast();
      stretches.add(before.followedBy(text.toString()));
      text.setLength(0);
    }
  }

  /**
   * @param at −1 for the last one
   */
  private static boolean isWordCharacter(CharSequence words, int at) {
    int index = at < 0 ? words.length() + at : at;
    return index >= 0 && index < words.length() && Character.isLetterOrDigit(words.charAt(index));
  }

  private void addStretch(String words) {
    endSayAs();
    Open manner = within();
    if (pause.isEmpty() && joined && isWordCharacter(words.stripLeading(), 0)) {
      pause = Optional.of(Duration.ZERO);
    }
    stretches.add(
        new Stretch(
            words,
            pause,
            Math.clamp(manner.rate(), MarkupValues.SLOWEST, MarkupValues.FASTEST),
            manner.uninterrupted(),
            List.copyOf(said)));
    text = new StringBuilder();
    said = new ArrayList<>();
    pause = Optional.empty();
    joined = false;
  }
}
