package org.talkspurt.models.echo;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;

/** A call's share of WebRTC's audio processing module. */
final class NativeProcessor implements BlockProcessor {

  /** Telephone speech is near its level already; WebRTC's own 15 dB are for microphones. */
  private static final float FIRST_GAIN_DB = 0;

  private static final float MAX_GAIN_DB = 20;

  private final AudioProcessing module = new AudioProcessing();
  private final AudioProcessingStreamConfig format;
  private final byte[] unused;

  NativeProcessor(int sampleRateHz, WebRtcSettings settings) {
    format = new AudioProcessingStreamConfig(sampleRateHz, 1);
    unused = new byte[sampleRateHz / 100 * Short.BYTES];
    module.applyConfig(configuration(settings));
  }

  private static AudioProcessingConfig configuration(WebRtcSettings settings) {
    AudioProcessingConfig configuration = new AudioProcessingConfig();
    configuration.echoCanceller.enabled = true;
    // The telephone network has filtered already.
    configuration.echoCanceller.enforceHighPassFiltering = false;
    configuration.noiseSuppression.enabled = settings.noiseSuppression() != NoiseSuppression.OFF;
    configuration.noiseSuppression.level = level(settings.noiseSuppression());
    configuration.gainControl.enabled = settings.levelControl();
    configuration.gainControl.adaptiveDigital.enabled = settings.levelControl();
    configuration.gainControl.adaptiveDigital.initialGainDb = FIRST_GAIN_DB;
    configuration.gainControl.adaptiveDigital.maxGainDb = MAX_GAIN_DB;
    return configuration;
  }

  private static AudioProcessingConfig.NoiseSuppression.Level level(NoiseSuppression suppression) {
    return switch (suppression) {
      case OFF, LOW -> AudioProcessingConfig.NoiseSuppression.Level.LOW;
      case MODERATE -> AudioProcessingConfig.NoiseSuppression.Level.MODERATE;
      case HIGH -> AudioProcessingConfig.NoiseSuppression.Level.HIGH;
      case VERY_HIGH -> AudioProcessingConfig.NoiseSuppression.Level.VERY_HIGH;
    };
  }

  @Override
  public void sent(byte[] block) {
    module.processReverseStream(block, format, format, unused);
  }

  @Override
  public boolean received(byte[] block, byte[] mended) {
    return module.processStream(block, format, format, mended) == 0;
  }

  @Override
  public void close() {
    module.dispose();
  }
}
