package org.talkspurt.rtp.codec;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * libopus by JNA. What is called for every frame is mapped directly, which makes no garbage; the
 * states live in memory of ours, which the collector frees should nobody close them.
 */
final class LibOpus implements OpusEngine {

  /** Not "voice over IP", whose high-pass filter is for the hum of a microphone. */
  private static final int AUDIO = 2049;

  private static final int SIGNAL_VOICE = 3001;
  private static final int BANDWIDTH_NARROW = 1101;
  private static final int BANDWIDTH_MEDIUM = 1102;
  private static final int BANDWIDTH_WIDE = 1103;

  private static final int SET_BITRATE = 4002;
  private static final int SET_MAX_BANDWIDTH = 4004;
  private static final int SET_VBR = 4006;
  private static final int SET_COMPLEXITY = 4010;
  private static final int SET_INBAND_FEC = 4012;
  private static final int SET_PACKET_LOSS_PERCENT = 4014;
  private static final int SET_DTX = 4016;
  private static final int SET_SIGNAL = 4024;

  private final Memory encoder;
  private final Memory decoder;

  /** What a payload is copied to that does not begin its array. */
  private byte[] shifted = {};

  /** The functions that take any number of arguments, which direct mapping cannot. */
  interface Controls extends Library {
    int opus_encoder_ctl(Pointer encoder, int request, Object... value);
  }

  /** The functions of opus.h, mapped directly under their own names. */
  private static final class Functions {
    static native String opus_get_version_string();

    static native int opus_encoder_get_size(int channels);

    static native int opus_encoder_init(Pointer encoder, int rateHz, int channels, int application);

    static native int opus_encode(
        Pointer encoder, short[] pcm, int frameSize, byte[] data, int maxBytes);

    static native int opus_decoder_get_size(int channels);

    static native int opus_decoder_init(Pointer decoder, int rateHz, int channels);

    static native int opus_decode(
        Pointer decoder, byte[] data, int length, short[] pcm, int frameSize, int decodeFec);
  }

  private LibOpus(Controls controls, OpusSettings settings) {
    encoder = new Memory(Functions.opus_encoder_get_size(1));
    decoder = new Memory(Functions.opus_decoder_get_size(1));
    require(Functions.opus_encoder_init(encoder, Opus.SAMPLE_RATE_HZ, 1, AUDIO));
    require(Functions.opus_decoder_init(decoder, Opus.SAMPLE_RATE_HZ, 1));
    set(controls, SET_SIGNAL, SIGNAL_VOICE);
    set(controls, SET_COMPLEXITY, COMPLEXITY);
    set(controls, SET_BITRATE, settings.bitRate());
    set(controls, SET_VBR, settings.constantBitRate() ? 0 : 1);
    set(controls, SET_MAX_BANDWIDTH, bandwidth(settings.maxPlaybackRateHz()));
    set(controls, SET_DTX, settings.discontinuous() ? 1 : 0);
    if (settings.forwardErrorCorrection()) {
      set(controls, SET_INBAND_FEC, 1);
      set(controls, SET_PACKET_LOSS_PERCENT, EXPECTED_LOSS_PERCENT);
    }
  }

  /**
   * Loads the machine's libopus, which its distribution keeps safe, or else the one in the jar with
   * the natives, which is of 2016.
   *
   * @throws UnsatisfiedLinkError if there is none that works
   * @throws UncheckedIOException if it cannot be unpacked
   */
  static Maker load() {
    NativeLibrary library = find();
    Native.register(Functions.class, library);
    Controls controls = Native.load(library.getFile().getPath(), Controls.class);
    String version = Functions.opus_get_version_string();
    return new Maker() {
      @Override
      public OpusEngine make(OpusSettings settings) {
        return new LibOpus(controls, settings);
      }

      @Override
      public String library() {
        return version;
      }
    };
  }

  private static NativeLibrary find() {
    try {
      return NativeLibrary.getInstance("opus");
    } catch (UnsatisfiedLinkError _) {
      return fromJar();
    }
  }

  static NativeLibrary fromJar() {
    // the jar names the folders as JNA does, but for the one processor of Apple's that it knows
    String platform = Platform.isMac() ? "darwin" : Platform.RESOURCE_PREFIX;
    String resource = "/natives/" + platform + "/" + System.mapLibraryName("opus");
    try {
      return NativeLibrary.getInstance(
          Native.extractFromResourcePath(resource, LibOpus.class.getClassLoader()).getPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int bandwidth(int maxPlaybackRateHz) {
    if (maxPlaybackRateHz < 12_000) {
      return BANDWIDTH_NARROW;
    }
    return maxPlaybackRateHz < 16_000 ? BANDWIDTH_MEDIUM : BANDWIDTH_WIDE;
  }

  private void set(Controls controls, int request, int value) {
    require(controls.opus_encoder_ctl(encoder, request, value));
  }

  private static void require(int result) {
    if (result < 0) {
      throw new IllegalStateException("libopus: error " + result);
    }
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    return Functions.opus_encode(encoder, pcm, samples, payload, payload.length);
  }

  @Override
  public int decode(
      byte[] payload, int offset, int length, short[] pcm, int samples, boolean past) {
    byte[] data = offset == 0 ? payload : shifted(payload, offset, length);
    return Functions.opus_decode(decoder, data, length, pcm, samples, past ? 1 : 0);
  }

  private byte[] shifted(byte[] payload, int offset, int length) {
    if (shifted.length < length) {
      shifted = new byte[length];
    }
    System.arraycopy(payload, offset, shifted, 0, length);
    return shifted;
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
