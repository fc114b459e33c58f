package org.talkspurt.rtp.codec;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opus (RFC 6716, RFC 7587), encoded and decoded at 16 kHz mono: the RTP clock always says 48 kHz,
 * the decoder gives any rate directly.
 *
 * <p>The work is done by libopus; where its native library cannot be loaded, by Concentus in Java,
 * which takes about four times the processor and makes garbage. The log says so once.
 */
public final class Opus implements AudioCodec {

  /** Rate of the PCM. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private static final Logger LOG = LoggerFactory.getLogger(Opus.class);

  private static final int MAX_SAMPLES = SAMPLE_RATE_HZ * 120 / 1000;

  /** A packet of that length says only that nothing is said (discontinuous transmission). */
  private static final int MAX_SILENT_BYTES = 2;

  private final OpusEngine engine;
  private boolean closed;

  /** The library is loaded when the first codec is made. */
  private static final class Library {
    static final OpusEngine.Maker MAKER = choose(LibOpus::load);
  }

  public Opus(OpusSettings settings) {
    this(Library.MAKER.make(settings));
  }

  Opus(OpusEngine engine) {
    this.engine = engine;
  }

  /**
   * Name and version of the library that does the work, e.g. {@code libopus 1.3.1}. The first call
   * loads it, which takes a moment: no matter for a home loop.
   */
  public static String library() {
    return Library.MAKER.library();
  }

  /** Loads the native library, or falls back to Java and says so. */
  static OpusEngine.Maker choose(Supplier<OpusEngine.Maker> loader) {
    try {
      return loader.get();
    } catch (LinkageError | RuntimeException e) {
      LOG.warn(
          "libopus cannot be loaded ({}): Opus runs in Java and takes four times the processor",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return ConcentusOpus.MAKER;
    }
  }

  @Override
  public String encodingName() {
    return "opus";
  }

  @Override
  public int clockRateHz() {
    return 48_000;
  }

  @Override
  public int sampleRateHz() {
    return SAMPLE_RATE_HZ;
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return OpusPacket.samples(payload, offset, length, SAMPLE_RATE_HZ);
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    int samples = samples(payload, offset, length);
    if (closed || samples == 0 || samples > pcm.length) {
      return 0;
    }
    int room = Math.min(pcm.length, MAX_SAMPLES);
    return Math.max(0, engine.decode(payload, offset, length, pcm, room, false));
  }

  @Override
  public boolean holdsCopy(byte[] payload, int offset, int length) {
    return OpusPacket.hasCopyOfPast(payload, offset, length);
  }

  @Override
  public int recover(byte[] payload, int offset, int length, int samples, short[] pcm) {
    if (closed || samples > pcm.length || !holdsCopy(payload, offset, length)) {
      return 0;
    }
    return Math.max(0, engine.decode(payload, offset, length, pcm, samples, true));
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    int length = closed ? 0 : engine.encode(pcm, samples, payload);
    return length <= MAX_SILENT_BYTES ? 0 : length;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      engine.close();
    }
  }
}
