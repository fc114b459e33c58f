package org.talkspurt.models.vad;

import java.util.concurrent.atomic.AtomicLong;
import org.talkspurt.dialog.spi.Hearing;

/**
 * Judged windows on their way from the lane to a call's home loop. When the loop does not come for
 * them, the lane takes no more of the call's windows: nothing is lost here.
 */
final class VoiceActivityOutbox {

  private static final int CAPACITY = 64;

  private final long[] endPositions = new long[CAPACITY];
  private final float[] probabilities = new float[CAPACITY];
  private final AtomicLong posted = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /** Lane only. */
  boolean hasRoom() {
    return posted.getPlain() - taken.getAcquire() < CAPACITY;
  }

  /** Lane only, and only if there is room. */
  void post(long endPosition, float probability) {
    int place = (int) (posted.getPlain() % CAPACITY);
    endPositions[place] = endPosition;
    probabilities[place] = probability;
    posted.setRelease(posted.getPlain() + 1);
  }

  /** Reports one window, the oldest. Home loop only. */
  boolean deliverTo(Hearing.Listener listener) {
    long next = taken.getPlain();
    if (next == posted.getAcquire()) {
      return false;
    }
    int place = (int) (next % CAPACITY);
    long endPosition = endPositions[place];
    float probability = probabilities[place];
    taken.setRelease(next + 1);
    listener.onVoiceActivity(endPosition, WindowRing.WINDOW_SAMPLES, probability);
    return true;
  }
}
