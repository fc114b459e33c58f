package org.talkspurt.it.turns;

import java.util.Arrays;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

/**
 * Says every clause as a sound without a gap.
 *
 * @param ms how long it takes
 */
record SteadyVoice(int ms) implements SpeechSynthesizer {
  @Override
  public String voice() {
    return "steady";
  }

  @Override
  public Speech synthesize(String spokenForm, double rate) {
    short[] samples = new short[ms * SimulatedBot.RATE_HZ / 1_000];
    Arrays.fill(samples, (short) 5_000);
    return new Speech(samples, SimulatedBot.RATE_HZ);
  }

  @Override
  public void close() {}
}
