package org.talkspurt.gateway.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.store.ModelStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of each 20 ms whether somebody speaks. */
@Command(
    name = "vad",
    sortOptions = false,
    description = {
      "Says of each 20 ms of a sound whether somebody speaks: the second at which the",
      "frame ends, speech or silence, the detector's probability, the level in dBm0.",
      "A line is what was known at that time: the detector judges windows of 32 ms.",
      "Exit code 0: there was speech, 1: there was none.",
      ""
    },
    footer = {
      "",
      "  vad call.wav",
      "  vad --raw ulaw call.ulaw | grep speech",
      "  arecord -q -f S16_LE -r 16000 | java -jar talkspurt.jar vad --rate 16000 -"
    })
final class VadCommand extends TerminalCommand {

  private static final int MICROPHONE_HZ = 16_000;

  @Parameters(
      paramLabel = "FILE|-",
      arity = "0..1",
      description = "WAV (mono, 16 bits or µ-law) or raw; -: what is piped in, as it comes")
  private @Nullable String file;

  @Option(names = "--microphone", description = "listens to this machine's, until Ctrl-C")
  private boolean microphone;

  @Mixin private final SoundOptions format = new SoundOptions();

  @Option(names = "--energy", description = "judges by energy, which needs no model")
  private boolean energy;

  @Mixin private final ModelCache cache = new ModelCache();

  @Override
  public Integer call() {
    if (microphone == (file != null)) {
      throw wrong("a FILE, - or --microphone is needed, one of them");
    }
    try (VoiceActivityDetector detector = detector();
        InputStream sound = open()) {
      SoundInput input =
          microphone
              ? SoundInput.open(sound, SoundInput.Coding.S16, MICROPHONE_HZ)
              : format.open(sound);
      return listen(input, new VoiceFrames(detector, input.rateHz()));
    } catch (ModelStoreException e) {
      throw wrong(e.getMessage() + " ('models fetch' fetches it, --energy does without)");
    } catch (LineUnavailableException | IllegalArgumentException e) {
      throw wrong("no microphone: " + e.getMessage());
    } catch (IOException e) {
      throw unusable(Path.of(String.valueOf(file)), e);
    }
  }

  private int listen(SoundInput input, VoiceFrames frames) throws IOException {
    short[] frame = new short[input.rateHz() / 50];
    boolean spoken = false;
    while (!isClosed() && input.read(frame)) {
      VoiceFrames.Frame judged = frames.next(frame);
      spoken |= judged.speech();
      out(line(judged));
    }
    return spoken ? 0 : 1;
  }

  private static String line(VoiceFrames.Frame frame) {
    return String.format(
        Locale.ROOT,
        "%9.2f  %-7s  %.2f  %6.1f",
        frame.endMs() / 1e3,
        frame.speech() ? "speech" : "silence",
        frame.probability(),
        frame.dbm0());
  }

  private VoiceActivityDetector detector() {
    return energy ? new EnergyVad() : LocalSpeech.voiceActivity(cache.store((_, _, _) -> {}));
  }

  private InputStream open() throws IOException, LineUnavailableException {
    if (microphone) {
      AudioFormat format = new AudioFormat(MICROPHONE_HZ, 16, 1, true, false);
      TargetDataLine line = AudioSystem.getTargetDataLine(format);
      line.open(format);
      line.start();
      return new AudioInputStream(line);
    }
    return "-".equals(file)
        ? System.in
        : new BufferedInputStream(Files.newInputStream(Path.of(String.valueOf(file))));
  }
}
