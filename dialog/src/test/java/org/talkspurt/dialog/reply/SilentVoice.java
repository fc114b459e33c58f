package org.talkspurt.dialog.reply;

import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

/** Says 10 ms of silence for each letter. */
final class SilentVoice implements SpeechSynthesizer {
  @Override
  public String voice() {
    return "silent";
  }

  @Override
  public Speech synthesize(String spokenForm, double rate) {
    return new Speech(new short[spokenForm.length() * 80], 8_000);
  }

  @Override
  public void close() {}
}
