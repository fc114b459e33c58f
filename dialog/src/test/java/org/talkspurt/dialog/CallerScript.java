package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.List;

/** What the caller's telephone sends, by ms of sound since the call began. */
final class CallerScript {
  private static final short LOUD = 3_000;
  private static final short HUM = 4;

  /** Sound that voice activity takes for speech; {@code text} may be empty. */
  record Sound(int fromMs, int toMs, String text, short amplitude) {
    boolean covers(int ms) {
      return ms >= fromMs && ms < toMs;
    }
  }

  private record Tone(int fromMs, int toMs, int hz) {}

  private final List<Sound> sounds = new ArrayList<>();
  private final List<Tone> tones = new ArrayList<>();

  void says(String text, int fromMs, int lastingMs) {
    sounds.add(new Sound(fromMs, fromMs + lastingMs, text, LOUD));
  }

  void sounds(int fromMs, int lastingMs, int amplitude) {
    sounds.add(new Sound(fromMs, fromMs + lastingMs, "", (short) amplitude));
  }

  /** An answering machine's beep: no speech to voice activity. */
  void beeps(int fromMs, int lastingMs, int hz) {
    tones.add(new Tone(fromMs, fromMs + lastingMs, hz));
  }

  /** What a decoder makes of the packet that begins at {@code fromMs}: beeps, else silence. */
  short[] frame(int fromMs) {
    short[] frame = new short[160];
    for (Tone tone : tones) {
      for (int i = 0; i < frame.length; i++) {
        int ms = fromMs + i / 8;
        if (ms >= tone.fromMs && ms < tone.toMs) {
          double phase = 2 * Math.PI * tone.hz * (fromMs / 1_000.0 + i / 8_000.0);
          frame[i] = (short) (LOUD * Math.sin(phase));
        }
      }
    }
    return frame;
  }

  /** P(speech) of a stretch, by how much of it is sound; hangs on for 32 ms as detectors do. */
  float probability(int fromMs, int toMs) {
    int covered = 0;
    int hanging = 0;
    for (int ms = fromMs; ms < toMs; ms++) {
      covered += soundAt(ms) ? 1 : 0;
      hanging += soundAt(ms) || soundAt(ms - 32) ? 1 : 0;
    }
    if (covered * 2 >= toMs - fromMs || (hanging == toMs - fromMs)) {
      return 0.95f;
    }
    return covered * 4 >= toMs - fromMs ? 0.6f : 0.02f;
  }

  /** The words whose middle lies in the stretch; words are spread evenly over their sound. */
  String words(int fromMs, int toMs) {
    List<String> heard = new ArrayList<>();
    for (Sound sound : sounds) {
      String[] words = sound.text.isEmpty() ? new String[0] : sound.text.split(" ");
      for (int i = 0; i < words.length; i++) {
        double middleMs = sound.fromMs + (i + 0.5) * (sound.toMs - sound.fromMs) / words.length;
        if (middleMs >= fromMs && middleMs < toMs) {
          heard.add(words[i]);
        }
      }
    }
    return String.join(" ", heard);
  }

  short amplitude(int ms) {
    for (Sound sound : sounds) {
      if (sound.covers(ms)) {
        return sound.amplitude;
      }
    }
    return HUM;
  }

  private boolean soundAt(int ms) {
    return sounds.stream().anyMatch(sound -> sound.covers(ms));
  }
}
