package org.talkspurt.models.echo;

import java.util.Arrays;
import org.talkspurt.rtp.audio.EchoCanceller;

/**
 * Subtracts the echo, 10 ms at a time. It delays what it works on by some 10 ms and takes a few
 * hundredths of a processor, so that it rests, and the sound stays as it is to the bit, while
 * nothing audible was sent for so long that nothing can come back.
 */
final class WebRtcEchoCanceller implements EchoCanceller {

  /** 600 ms: the latest echo that AEC3 looks for, and its tail. */
  private static final int REST_AFTER_BLOCKS = 60;

  /** About −66 dBm0. */
  private static final int AUDIBLE_AMPLITUDE = 16;

  /** Blocks that fill the module's own delay before its sound is used. */
  private static final int WARM_UP_BLOCKS = 2;

  private final BlockProcessor processor;
  private final boolean always;
  private final Runnable closer;
  private final SentSamples sent;
  private final short[] sentBlock;
  private final byte[] sentBytes;
  private final byte[] receivedBytes;
  private final byte[] mended;

  /** The last blocks as they were received. */
  private final byte[][] before;

  private int quietBlocks = REST_AFTER_BLOCKS;
  private boolean working;
  private boolean closed;

  /**
   * @param always whether it never rests
   * @param closer closes the processor, maybe later
   */
  WebRtcEchoCanceller(int sampleRateHz, BlockProcessor processor, boolean always, Runnable closer) {
    int blockSamples = sampleRateHz / 100;
    this.processor = processor;
    this.always = always;
    this.closer = closer;
    sent = new SentSamples(blockSamples);
    sentBlock = new short[blockSamples];
    sentBytes = new byte[blockSamples * Short.BYTES];
    receivedBytes = new byte[sentBytes.length];
    mended = new byte[sentBytes.length];
    before = new byte[WARM_UP_BLOCKS][sentBytes.length];
  }

  @Override
  public void onSent(short[] samples, int length) {
    sent.add(samples, length);
  }

  @Override
  public void onReceived(short[] samples) {
    if (closed) {
      return;
    }
    for (int at = 0; at + sentBlock.length <= samples.length; at += sentBlock.length) {
      block(samples, at);
    }
  }

  private void block(short[] samples, int at) {
    sent.take(sentBlock);
    quietBlocks = audible(sentBlock) ? 0 : Math.min(REST_AFTER_BLOCKS, quietBlocks + 1);
    boolean works = always || quietBlocks < REST_AFTER_BLOCKS;
    write(samples, at, receivedBytes);
    if (works && !working) {
      warmUp();
    }
    if (works || working) {
      write(sentBlock, 0, sentBytes);
      processor.sent(sentBytes);
      if (processor.received(receivedBytes, mended)) {
        mend(samples, at, working ? 1 : 0, works ? 1 : 0);
      }
    }
    working = works;
    System.arraycopy(before[1], 0, before[0], 0, before[0].length);
    System.arraycopy(receivedBytes, 0, before[1], 0, before[1].length);
  }

  private void warmUp() {
    Arrays.fill(sentBytes, (byte) 0);
    for (byte[] block : before) {
      processor.sent(sentBytes);
      processor.received(block, mended);
    }
  }

  /** Puts what is left in place; at either end of its work fades between it and the received. */
  private void mend(short[] samples, int at, float fromShare, float toShare) {
    float share = fromShare;
    float step = (toShare - fromShare) / sentBlock.length;
    for (int i = 0; i < sentBlock.length; i++) {
      share += step;
      int left = (short) ((mended[2 * i] & 0xFF) | (mended[2 * i + 1] << 8));
      samples[at + i] =
          share == 1 ? (short) left : (short) (samples[at + i] + share * (left - samples[at + i]));
    }
  }

  private static boolean audible(short[] block) {
    for (short sample : block) {
      if (Math.abs(sample) > AUDIBLE_AMPLITUDE) {
        return true;
      }
    }
    return false;
  }

  private static void write(short[] samples, int from, byte[] bytes) {
    for (int i = 0; i < bytes.length / Short.BYTES; i++) {
      bytes[2 * i] = (byte) samples[from + i];
      bytes[2 * i + 1] = (byte) (samples[from + i] >> 8);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closer.run();
    }
  }
}
