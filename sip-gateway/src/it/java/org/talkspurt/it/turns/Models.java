package org.talkspurt.it.turns;

import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.it.ItModels;
import org.talkspurt.models.vad.SileroVad;

/** The product's models. */
record Models(VoiceActivityDetector detector, SpeechRecognizer recognizer)
    implements AutoCloseable {

  static Models load() {
    return new Models(
        SileroVad.load(ItModels.file("silero-vad", "silero_vad.onnx")), ItModels.recognizer());
  }

  @Override
  public void close() {
    recognizer.close();
    detector.close();
  }
}
