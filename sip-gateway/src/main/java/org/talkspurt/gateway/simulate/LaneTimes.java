package org.talkspurt.gateway.simulate;

import java.util.ArrayList;
import java.util.List;
import org.talkspurt.models.vad.HearingMeters;

/** Keeps what voice activity computed. Thread-safe. */
final class LaneTimes implements HearingMeters {

  private static final String VOICE_ACTIVITY = "voice-activity";

  private final List<Double> runsMs = new ArrayList<>();

  @Override
  public synchronized void ran(String lane, long queueNs, long runNs) {
    if (lane.equals(VOICE_ACTIVITY)) {
      runsMs.add(runNs / 1e6);
    }
  }

  @Override
  public void dropped(String lane) {}

  @Override
  public void stuck(String lane) {}

  @Override
  public void skipped(int samples) {}

  @Override
  public void fellBack(int windows) {}

  /** A value for each window, ms. */
  synchronized List<Double> runsMs() {
    return List.copyOf(runsMs);
  }
}
