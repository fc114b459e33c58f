package org.talkspurt.it.turns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.it.Clip;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording with what is known of it.
 *
 * @param pcm 8 kHz
 * @param expected what the bot had asked for
 * @param speechStartMs first sound, ms from the clip's start
 * @param speechEndMs end of the last sound, ms from the clip's start
 * @param places where the caller might pause
 */
record TurnClip(
    String name,
    short[] pcm,
    ExpectedAnswer expected,
    int speechStartMs,
    int speechEndMs,
    List<Place> places) {

  /** Backchannels and questions of two sentences are other tests' business. */
  private static final List<String> NO_TURNS = List.of("i-okay", "i-mhm");

  /** What stands before a pause. */
  enum Kind {
    /** A word that nobody ends with: "and", "for". */
    OPEN,
    /** A part of a number that is said in groups. */
    NUMBER,
    /** A part of a phrase or sentence. */
    PHRASE,
    /** What could be a whole sentence: "I'd like to book an appointment | for Tuesday". */
    COMPLETE
  }

  /**
   * A place between two words.
   *
   * @param atMs ms from the clip's start
   * @param after the last words before it
   */
  record Place(int atMs, Kind kind, String after) {}

  /** The clips with places to pause, and the callers of the other tests, who have none. */
  static List<TurnClip> all() {
    return Stream.concat(read("/turns/"), read("/callers/"))
        .filter(clip -> !NO_TURNS.contains(clip.name))
        .toList();
  }

  private static Stream<TurnClip> read(String directory) {
    JsonNode clips = JsonMapper.shared().readTree(bytes(directory + "clips.json"));
    return clips.valueStream().map(node -> of(directory, node));
  }

  private static TurnClip of(String directory, JsonNode node) {
    String name = node.get("name").asString();
    return new TurnClip(
        name,
        Clip.pcm(bytes(directory + name + ".wav")),
        ExpectedAnswer.valueOf(upperCase(node.path("expected").asString("anything"))),
        node.get("speechStartMs").asInt(),
        node.get("speechEndMs").asInt(),
        node.path("pauses").valueStream().map(TurnClip::place).toList());
  }

  private static Place place(JsonNode node) {
    return new Place(
        node.get("atMs").asInt(),
        Kind.valueOf(upperCase(node.get("kind").asString())),
        node.get("after").asString());
  }

  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in =
        Objects.requireNonNull(TurnClip.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
