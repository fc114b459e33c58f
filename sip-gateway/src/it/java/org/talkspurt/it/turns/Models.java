package org.talkspurt.it.turns;

import java.util.Optional;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.it.ItModels;
import org.talkspurt.models.turn.SmartTurn;
import org.talkspurt.models.vad.SileroVad;

/** The product's models. */
record Models(
    VoiceActivityDetector detector, SpeechRecognizer recognizer, Optional<TurnDetector> turn)
    implements AutoCloseable {

  static Models load() {
    return new Models(
        SileroVad.load(ItModels.file("silero-vad", "silero_vad.onnx")),
        ItModels.recognizer(),
        Optional.of(SmartTurn.load(ItModels.file("smart-turn", "smart-turn-v3.2-cpu.onnx"))));
  }

  @Override
  public void close() {
    turn.ifPresent(TurnDetector::close);
    recognizer.close();
    detector.close();
  }
}
