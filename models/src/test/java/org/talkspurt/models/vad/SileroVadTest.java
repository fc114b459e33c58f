package org.talkspurt.models.vad;

import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.TestModels;

class SileroVadTest extends VoiceActivityDetectorContract {

  @Override
  VoiceActivityDetector newDetector() {
    return SileroVad.load(TestModels.file("silero-vad", "silero_vad.onnx"));
  }
}
