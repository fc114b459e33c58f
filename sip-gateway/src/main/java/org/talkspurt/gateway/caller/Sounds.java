package org.talkspurt.gateway.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.talkspurt.gateway.caller.line.Cough;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.line.WavFile;
import org.talkspurt.gateway.caller.script.Speech;

/** Makes sounds of what scripts say; each once, but for coughs. Thread-safe. */
public final class Sounds implements Function<Speech, Sound> {

  private static final long MAX_WAV_BYTES = 4L << 20;

  private final Function<String, short[]> voice;
  private final RandomGenerator random;
  private final Map<Speech, Sound> made = new ConcurrentHashMap<>();

  /** A speech of which there is no sound. */
  public static final class UnusableSpeechException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableSpeechException(Path file, String problem, Exception cause) {
      super(file + ": " + problem, cause);
    }
  }

  /**
   * @param voice says a text, 8 kHz
   * @param random of the coughs
   */
  public Sounds(Function<String, short[]> voice, RandomGenerator random) {
    this.voice = voice;
    this.random = random;
  }

  /**
   * @throws UnusableSpeechException naming the file that cannot be used, and why
   */
  @Override
  public Sound apply(Speech speech) {
    return speech instanceof Speech.Cough
        ? Cough.of(random)
        : made.computeIfAbsent(speech, this::make);
  }

  private Sound make(Speech speech) {
    return switch (speech) {
      case Speech.Clip clip -> clip(clip);
      case Speech.Text text -> text(text);
      case Speech.Cough _ -> Cough.of(random);
    };
  }

  private static Sound clip(Speech.Clip clip) {
    Path file = clip.file();
    try {
      if (Files.size(file) > MAX_WAV_BYTES) {
        throw new UnusableSpeechException(file, "expected at most 4 MiB", new IOException());
      }
      short[] pcm = WavFile.narrowband(Files.readAllBytes(file));
      Sound found = Sound.of(clip.label(), pcm);
      Sound sound =
          new Sound(
              clip.label(),
              pcm,
              clip.startMs().isPresent()
                  ? Sound.samples(clip.startMs().getAsInt())
                  : found.speechStart(),
              clip.endMs().isPresent() ? Sound.samples(clip.endMs().getAsInt()) : found.speechEnd(),
              List.of());
      return clip.pauseAtMs().isPresent()
          ? sound.pausedAt(Sound.samples(clip.pauseAtMs().getAsInt()), clip.pauseMs())
          : sound;
    } catch (NoSuchFileException e) {
      throw new UnusableSpeechException(file, "no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableSpeechException(file, String.valueOf(e.getMessage()), e);
    }
  }

  /** The parts between the pauses are spoken one by one: a pause never cuts a word. */
  private Sound text(Speech.Text text) {
    List<Sound> parts = new ArrayList<>();
    for (String part : text.text().split("\\" + Speech.Text.PAUSE, -1)) {
      if (!part.isBlank()) {
        parts.add(Sound.of(text.text(), voice.apply(part.strip())));
      }
    }
    return Sound.joined(text.text(), parts, text.pauseMs());
  }
}
