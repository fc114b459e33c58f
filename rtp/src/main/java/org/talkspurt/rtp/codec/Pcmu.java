package org.talkspurt.rtp.codec;

/** G.711 µ-law (ITU-T G.711, RFC 3551 §4.5.14), RTP payload type 0. */
public final class Pcmu implements AudioCodec {

  /** The code of positive zero; a packet of silence is filled with it. */
  public static final byte SILENCE = (byte) 0xFF;

  private static final G711Table TABLE = G711Table.muLaw();

  @Override
  public String encodingName() {
    return "PCMU";
  }

  @Override
  public int clockRateHz() {
    return 8000;
  }

  @Override
  public int sampleRateHz() {
    return 8000;
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return length;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    return TABLE.decode(payload, offset, length, pcm);
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    return TABLE.encode(pcm, samples, payload);
  }
}
