package org.talkspurt.rtp.codec;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The G.722 of spandsp, which Asterisk's and baresip's modules use as well. */
interface Spandsp extends Library {

  int BIT_RATE = 64_000;

  Pointer g722_encode_init(@Nullable Pointer state, int bitRate, int options);

  int g722_encode(Pointer state, byte[] payload, short[] pcm, int samples);

  Pointer g722_decode_init(@Nullable Pointer state, int bitRate, int options);

  int g722_decode(Pointer state, short[] pcm, byte[] payload, int bytes);

  /**
   * The library of this machine.
   *
   * @throws UnsatisfiedLinkError if there is none
   */
  static Spandsp load() {
    try {
      return Native.load("spandsp", Spandsp.class);
    } catch (UnsatisfiedLinkError _) {
      // the name without version comes with the files for developers only
      return Native.load("libspandsp.so.2", Spandsp.class);
    }
  }

  static byte[] encoded(Spandsp peer, short[] pcm) {
    byte[] payload = new byte[pcm.length / 2];
    peer.g722_encode(peer.g722_encode_init(null, BIT_RATE, 0), payload, pcm, pcm.length);
    return payload;
  }

  static short[] decoded(Spandsp peer, byte[] payload) {
    short[] pcm = new short[2 * payload.length];
    peer.g722_decode(peer.g722_decode_init(null, BIT_RATE, 0), pcm, payload, payload.length);
    return pcm;
  }
}
