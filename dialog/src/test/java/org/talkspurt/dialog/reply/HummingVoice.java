package org.talkspurt.dialog.reply;

import java.util.Arrays;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

/** Hums 10 ms for each letter. */
final class HummingVoice implements SpeechSynthesizer {
  @Override
  public String voice() {
    return "humming";
  }

  @Override
  public Speech synthesize(String spokenForm, double rate) {
    short[] hum = new short[spokenForm.length() * 80];
    Arrays.fill(hum, (short) 1_000);
    return new Speech(hum, 8_000);
  }

  @Override
  public void close() {}
}
