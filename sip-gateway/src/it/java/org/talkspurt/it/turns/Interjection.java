package org.talkspurt.it.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.gateway.caller.line.Cough;
import org.talkspurt.it.Clip;
import org.talkspurt.it.G711;
import org.talkspurt.rtp.audio.AudioLevel;
import org.talkspurt.rtp.audio.Resampler;

/**
 * A sound that a caller makes while the bot speaks.
 *
 * @param wanted whether the bot should stop for it
 * @param pcm all that the caller sends, 8 kHz, through µ-law
 * @param fromMs first sound, ms from the call's start
 * @param toMs end of the last sound
 */
record Interjection(String name, boolean wanted, short[] pcm, int fromMs, int toMs) {
  static final int PER_MS = SimulatedBot.RATE_HZ / 1_000;

  /** The bot has begun to speak by then. */
  private static final int EARLIEST_MS = 1_000;

  private static final int AFTER_MS = 3_500;

  /** While it is being told something, nobody stops an agent by these. */
  private static final Set<String> ACKNOWLEDGEMENTS = Set.of("t-yes", "b-yes");

  /** Spellings of hums, which synthesisers read as words: "Amen", "And then?", "How?" */
  private static final Set<String> SPELT = Set.of("i-mhm", "Uh-huh.");

  private static final int HUMS = 4;

  private static final List<String> BACKCHANNELS =
      List.of("Okay.", "Uh-huh.", "Right.", "Yeah.", "I see.", "Alright.", "Sure.", "Thank you.");

  /** Whether a synthesiser read out what is no word. */
  boolean spelt() {
    return SPELT.contains(name);
  }

  /** Every clip at several moments, never at a packet's edge. */
  static List<Interjection> interruptions(int moments) {
    List<Interjection> all = new ArrayList<>();
    for (TurnClip clip : TurnClip.all()) {
      for (int i = 0; i < moments && !ACKNOWLEDGEMENTS.contains(clip.name()); i++) {
        all.add(
            of(
                clip.name(),
                true,
                clip.pcm(),
                clip.speechStartMs(),
                clip.speechEndMs(),
                all.size()));
      }
    }
    return all;
  }

  /** "Okay" and the like by recordings and by a synthesiser, hums, coughs and knocks. */
  static List<Interjection> bystanders(SpeechSynthesizer voice, int moments) {
    Random random = new Random(20_261_129);
    List<Interjection> all = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      for (String name : List.of("i-okay", "i-mhm")) {
        Clip clip = Clip.named(name);
        for (double gain : new double[] {1, 0.5}) {
          short[] pcm = scaled(clip.pcm(), gain);
          all.add(of(name, false, pcm, clip.speechStartMs(), clip.speechEndMs(), all.size()));
        }
      }
      for (String words : BACKCHANNELS) {
        short[] said = narrowband(voice.synthesize(words, 1 + 0.15 * (i % 3 - 1)));
        all.add(of(words, false, said, 0, said.length / PER_MS, all.size()));
      }
      for (int j = 0; j < HUMS; j++) {
        short[] once = Hum.once(random);
        all.add(of("mm", false, once, 0, once.length / PER_MS, all.size()));
        short[] twice = Hum.twice(random);
        all.add(of("mm-hm", false, twice, 0, twice.length / PER_MS, all.size()));
      }
      for (int j = 0; j < 5; j++) {
        short[] cough = Cough.of(random).pcm();
        all.add(of("cough", false, cough, 0, cough.length / PER_MS, all.size()));
        short[] knock = knock(random);
        all.add(of("knock", false, knock, 0, knock.length / PER_MS, all.size()));
      }
    }
    return all;
  }

  private static Interjection of(
      String name, boolean wanted, short[] sound, int startMs, int endMs, int index) {
    int at = EARLIEST_MS + index * 137 % 2_000;
    int length = sound.length / PER_MS;
    short[] pcm = new short[(at + length + AFTER_MS) * PER_MS];
    System.arraycopy(sound, 0, pcm, at * PER_MS, sound.length);
    return new Interjection(name, wanted, G711.decode(G711.encode(pcm)), at + startMs, at + endMs);
  }

  private static short[] scaled(short[] pcm, double gain) {
    short[] scaled = new short[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      scaled[i] = (short) Math.round(pcm[i] * gain);
    }
    return scaled;
  }

  private static short[] narrowband(Speech speech) {
    return Resampler.create(speech.sampleRateHz(), SimulatedBot.RATE_HZ).whole(speech.samples());
  }

  /** Two raps on a table: 25 ms of a low ring each. */
  private static short[] knock(Random random) {
    short[] pcm = new short[250 * PER_MS];
    double level = AudioLevel.rmsOfDbm0(-12) * Math.sqrt(2);
    double hz = 180 + random.nextInt(400);
    for (int rap = 0; rap < 2; rap++) {
      for (int i = 0; i < 60 * PER_MS; i++) {
        double envelope = Math.exp(-i / (25.0 * PER_MS));
        double value = level * envelope * Math.sin(2 * Math.PI * hz * i / SimulatedBot.RATE_HZ);
        pcm[rap * 150 * PER_MS + i] = (short) Math.round(value);
      }
    }
    return pcm;
  }
}
