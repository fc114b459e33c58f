package org.talkspurt.it;

import java.util.Arrays;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.rtp.audio.Resampler;

/** Writes down what the bot said. */
final class Transcriber implements AutoCloseable {
  private final MoonshineRecognizer recognizer;

  Transcriber() {
    recognizer = ItModels.recognizer();
  }

  /** Text of 8 kHz PCM. */
  String transcribe(short[] pcm) {
    Resampler resampler = Resampler.create(8_000, 16_000);
    short[] wide = new short[resampler.maxOutput(pcm.length)];
    int length = resampler.process(pcm, pcm.length, wide);
    return recognizer.recognize(Arrays.copyOf(wide, length)).text();
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
