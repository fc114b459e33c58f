package org.talkspurt.rtp.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/** Opus in Java, where no libopus can be loaded. */
final class ConcentusOpus implements OpusEngine {

  static final Maker MAKER =
      new Maker() {
        @Override
        public OpusEngine make(OpusSettings settings) {
          return new ConcentusOpus(settings);
        }

        @Override
        public String library() {
          return "Concentus (Java)";
        }
      };

  private static final int ERROR = -1;

  private final OpusEncoder encoder;
  private final OpusDecoder decoder;

  private ConcentusOpus(OpusSettings settings) {
    try {
      encoder = new OpusEncoder(Opus.SAMPLE_RATE_HZ, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
      decoder = new OpusDecoder(Opus.SAMPLE_RATE_HZ, 1);
    } catch (OpusException e) {
      throw new IllegalStateException(e);
    }
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    encoder.setComplexity(COMPLEXITY);
    encoder.setBitrate(settings.bitRate());
    encoder.setUseVBR(!settings.constantBitRate());
    encoder.setMaxBandwidth(bandwidth(settings.maxPlaybackRateHz()));
    encoder.setUseDTX(settings.discontinuous());
    if (settings.forwardErrorCorrection()) {
      encoder.setUseInbandFEC(true);
      encoder.setPacketLossPercent(EXPECTED_LOSS_PERCENT);
    }
  }

  private static OpusBandwidth bandwidth(int maxPlaybackRateHz) {
    if (maxPlaybackRateHz < 12_000) {
      return OpusBandwidth.OPUS_BANDWIDTH_NARROWBAND;
    }
    return maxPlaybackRateHz < 16_000
        ? OpusBandwidth.OPUS_BANDWIDTH_MEDIUMBAND
        : OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND;
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    try {
      return encoder.encode(pcm, 0, samples, payload, 0, payload.length);
    } catch (OpusException e) {
      return ERROR;
    }
  }

  @Override
  public int decode(
      byte[] payload, int offset, int length, short[] pcm, int samples, boolean past) {
    try {
      return decoder.decode(payload, offset, length, pcm, 0, samples, past);
    } catch (OpusException | RuntimeException e) {
      return ERROR; // bytes of a stranger may lead it beyond its arrays
    }
  }

  @Override
  public void close() {}
}
