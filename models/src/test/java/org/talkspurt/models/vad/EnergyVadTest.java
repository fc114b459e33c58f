package org.talkspurt.models.vad;

import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.spi.VoiceActivityDetector;

class EnergyVadTest extends VoiceActivityDetectorContract {

  @Override
  VoiceActivityDetector newDetector() {
    return new EnergyVad();
  }
}
