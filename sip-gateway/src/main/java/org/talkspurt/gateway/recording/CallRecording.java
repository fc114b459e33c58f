package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecorder;
import org.talkspurt.gateway.recording.RecordingMeters.Drop;
import org.talkspurt.gateway.recording.RecordingMeters.Outcome;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.audio.StereoRing;

/**
 * One call's recording. {@link #name}, {@link #tap} and {@link #end} are for the call's home loop;
 * the rest is for the thread that writes.
 */
final class CallRecording implements CallRecorder.Recording {
  private static final Logger log = LoggerFactory.getLogger(CallRecording.class);

  /** 4 s: so long may the disk stand still. */
  static final int RING_FRAMES = 200;

  private final String name;
  private final int rateHz;
  private final RecordingFolder folder;
  private final RecordingMeters meters;
  private final StereoRing ring;
  private final short[] frame;
  private @Nullable RecordingFile file;
  private boolean refused;
  private boolean gaps;

  /** The home loop found no place for some. */
  private volatile boolean overrun;

  CallRecording(String name, int rateHz, RecordingFolder folder, RecordingMeters meters) {
    this.name = name;
    this.rateHz = rateHz;
    this.folder = folder;
    this.meters = meters;
    ring = new StereoRing(rateHz, RING_FRAMES, this::onOverrun);
    frame = new short[ring.frameSamples() * 2];
  }

  private void onOverrun() {
    overrun = true;
    meters.dropped(Drop.SLOW, 1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SoundTap tap() {
    return ring;
  }

  @Override
  public void end() {
    ring.end();
  }

  /**
   * Writes what has come.
   *
   * @param together holds frames that follow each other, little-endian; a second at least
   * @param maxTicks what comes after them is left out
   * @param room whether anything may be written
   * @return whether more may come
   */
  boolean drain(ByteBuffer together, long maxTicks, boolean room) {
    together.clear();
    long first = 0;
    int frames = 0;
    for (long tick = ring.read(frame); tick >= 0; tick = ring.read(frame)) {
      if (tick >= maxTicks) {
        continue;
      }
      if (frames > 0 && (tick != first + frames || together.remaining() < 2 * frame.length)) {
        write(first, frames, together, room);
        frames = 0;
      }
      if (frames == 0) {
        together.clear();
        first = tick;
      }
      together.asShortBuffer().put(frame);
      together.position(together.position() + 2 * frame.length);
      frames++;
    }
    if (frames > 0) {
      write(first, frames, together, room);
    }
    return !ring.isExhausted();
  }

  private void write(long first, int frames, ByteBuffer together, boolean room) {
    if (!room) {
      gaps = true;
      meters.dropped(Drop.FULL, frames);
      return;
    }
    try {
      RecordingFile open = file;
      if (open == null) {
        open = folder.create(name, rateHz);
        file = open;
      }
      open.write(first, together.flip());
    } catch (IOException e) {
      gaps = true;
      meters.dropped(Drop.FAILED, frames);
      if (!refused) {
        refused = true;
        log.error("recording {} has gaps: {}", name, e.toString());
      }
    }
  }

  /** All was drained: the file gets its name. */
  void finish() {
    RecordingFile written = file;
    if (written != null) {
      try {
        folder.finish(name, written);
      } catch (IOException e) {
        log.error("recording {} stays unfinished: {}", name, e.toString());
      }
    }
    meters.ended(written == null ? Outcome.NONE : gaps || overrun ? Outcome.GAPS : Outcome.WHOLE);
  }
}
