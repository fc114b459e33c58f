package org.talkspurt.models.echo;

/**
 * What was sent and not yet told, since packets of 60 ms come all at once and blocks go in step
 * with those received. Holds 200 ms; what is more pushes out the oldest.
 */
final class SentSamples {
  private static final int CAPACITY_BLOCKS = 20;

  private final short[] ring;
  private int from;
  private int count;

  SentSamples(int blockSamples) {
    ring = new short[CAPACITY_BLOCKS * blockSamples];
  }

  void add(short[] samples, int length) {
    for (int i = 0; i < length; i++) {
      if (count == ring.length) {
        from = (from + 1) % ring.length;
        count--;
      }
      ring[(from + count) % ring.length] = samples[i];
      count++;
    }
  }

  /** Takes the oldest, or silence for what is not there. */
  void take(short[] block) {
    for (int i = 0; i < block.length; i++) {
      if (count == 0) {
        block[i] = 0;
        continue;
      }
      block[i] = ring[from];
      from = (from + 1) % ring.length;
      count--;
    }
  }
}
