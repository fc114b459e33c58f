package org.talkspurt.models.echo;

import java.util.ArrayList;
import java.util.List;

/**
 * Returns what it receives, 10 ms later and with its sign turned, and remembers what it is told.
 */
final class FakeBlockProcessor implements BlockProcessor {
  final List<Integer> sent = new ArrayList<>();
  int received;
  int closed;
  boolean broken;
  private byte[] last = {};

  @Override
  public void sent(byte[] block) {
    sent.add((int) sample(block, 0));
  }

  @Override
  public boolean received(byte[] block, byte[] mended) {
    received++;
    for (int i = 0; i < mended.length / 2; i++) {
      short turned = last.length == 0 ? 0 : (short) -sample(last, i);
      mended[2 * i] = (byte) turned;
      mended[2 * i + 1] = (byte) (turned >> 8);
    }
    last = block.clone();
    return !broken;
  }

  private static short sample(byte[] block, int index) {
    return (short) ((block[2 * index] & 0xFF) | (block[2 * index + 1] << 8));
  }

  @Override
  public void close() {
    closed++;
  }
}
