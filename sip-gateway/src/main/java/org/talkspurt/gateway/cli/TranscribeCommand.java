package org.talkspurt.gateway.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.store.ModelStoreException;
import org.talkspurt.rtp.audio.Resampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what the recognizer understands of recordings. */
@Command(
    name = "transcribe",
    sortOptions = false,
    description = {
      "Prints a line of what the recognizer understands of each recording, as it does of",
      "a caller's turn; an empty one where it understands nothing.",
      ""
    },
    footer = {"", "  transcribe caller.wav", "  transcribe --raw s16 one.s16 two.s16"})
final class TranscribeCommand extends TerminalCommand {

  private static final int RECOGNIZER_HZ = 16_000;
  private static final int LONGEST_SECONDS = 600;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "WAV (mono, 16 bits or µ-law) or raw, up to ten minutes")
  private List<Path> files = List.of();

  @Mixin private final SoundOptions format = new SoundOptions();

  @Mixin private final ModelCache cache = new ModelCache();

  @Override
  public Integer call() {
    try (SpeechRecognizer recognizer = LocalSpeech.recognizer(cache.store((_, _, _) -> {}))) {
      for (Path file : files) {
        out(recognizer.recognize(read(file)).text());
      }
      return 0;
    } catch (ModelStoreException e) {
      throw wrong(e.getMessage() + " ('models fetch' fetches it)");
    }
  }

  /** At the recognizer's rate. */
  private short[] read(Path file) {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      SoundInput input = format.open(stream);
      short[] frame = new short[input.rateHz() / 50];
      short[] sound = new short[10 * input.rateHz()];
      int length = 0;
      while (input.read(frame)) {
        if (length + frame.length > LONGEST_SECONDS * input.rateHz()) {
          throw new IOException("longer than " + LONGEST_SECONDS + " s");
        }
        if (length + frame.length > sound.length) {
          sound = Arrays.copyOf(sound, 2 * sound.length);
        }
        System.arraycopy(frame, 0, sound, length, frame.length);
        length += frame.length;
      }
      return Resampler.create(input.rateHz(), RECOGNIZER_HZ).whole(Arrays.copyOf(sound, length));
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }
}
