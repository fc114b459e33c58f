package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A recording on its way to the disk. One thread uses it. */
final class RecordingFile {

  private final FileChannel part;
  private final int rateHz;
  private final long frameBytes;
  private long soundBytes;

  /**
   * @param part empty
   */
  RecordingFile(FileChannel part, int rateHz) throws IOException {
    this.part = part;
    this.rateHz = rateHz;
    frameBytes = rateHz / 50L * StereoWav.BLOCK_BYTES;
    StereoWav.writeHeader(part, rateHz, 0);
  }

  /**
   * Writes frames where they belong; those that were left out before are silence.
   *
   * @param tick of the first
   */
  void write(long tick, ByteBuffer frames) throws IOException {
    long at = tick * frameBytes;
    long end = at + frames.remaining();
    StereoWav.writeFully(part, frames, StereoWav.HEADER_BYTES + at);
    soundBytes = Math.max(soundBytes, end);
    StereoWav.writeHeader(part, rateHz, soundBytes);
  }

  void close() throws IOException {
    part.close();
  }
}
