package org.talkspurt.rtp.codec;

/** G.711 A-law (ITU-T G.711, RFC 3551 §4.5.14), RTP payload type 8. */
public final class Pcma implements AudioCodec {

  /** The code of the smallest positive value; a packet of silence is filled with it. */
  public static final byte SILENCE = (byte) 0xD5;

  private static final G711Table TABLE = G711Table.aLaw();

  @Override
  public String encodingName() {
    return "PCMA";
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
