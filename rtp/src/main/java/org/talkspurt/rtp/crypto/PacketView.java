package org.talkspurt.rtp.crypto;

import org.jitsi.utils.ByteArrayBuffer;

/** The first bytes of an array as the library wants to see a packet: it changes them in place. */
final class PacketView implements ByteArrayBuffer {

  private byte[] bytes = new byte[0];
  private int length;

  PacketView over(byte[] packet, int packetLength) {
    bytes = packet;
    length = packetLength;
    return this;
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getOffset() {
    return 0;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int newLength) {
    length = newLength;
  }

  @Override
  public void setOffset(int offset) {
    if (offset != 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }

  @Override
  public boolean isInvalid() {
    return false;
  }

  @Override
  public void readRegionToBuff(int offset, int count, byte[] out) {
    System.arraycopy(bytes, offset, out, 0, count);
  }

  /** The room is checked before. */
  @Override
  public void grow(int howMuch) {
    if (length + howMuch > bytes.length) {
      throw new IllegalStateException("no room for " + howMuch + " bytes more");
    }
  }

  @Override
  public void append(byte[] data, int count) {
    System.arraycopy(data, 0, bytes, length, count);
    length += count;
  }

  @Override
  public void shrink(int howMuch) {
    length -= howMuch;
  }
}
