package org.talkspurt.dialog.listen;

import org.talkspurt.dialog.settings.BargeInSettings;
import org.talkspurt.rtp.audio.AudioLevel;

/** Notices a caller who makes sound while the bot speaks. */
public final class BargeInDetector {
  private final BargeInSettings settings;
  private final SampleReader hearing;

  private int loudWindows;
  private long loudFrom;

  public BargeInDetector(BargeInSettings settings, SampleReader hearing) {
    this.settings = settings;
    this.hearing = hearing;
  }

  /**
   * Takes the next window while the bot speaks; parameters as in {@code Hearing.Listener}.
   *
   * @return whether the bot must pause
   */
  public boolean onVoiceActivity(long endPosition, int windowSamples, float probability) {
    long from = endPosition - windowSamples;
    if (probability < settings.probability() || !loudEnough(from, endPosition)) {
      loudWindows = 0;
      return false;
    }
    if (loudWindows++ == 0) {
      loudFrom = from;
    }
    return loudWindows >= settings.windows() || probability >= settings.sureProbability();
  }

  /**
   * The caller's interruption, after {@link #onVoiceActivity} said so.
   *
   * @param endPosition position after the window that told
   * @param nowNs when the output was paused
   */
  public Interruption interruption(long endPosition, long nowNs) {
    int windowSamples = (int) (endPosition - loudFrom) / loudWindows;
    // Speech began in the first loud window, or in the one before it, which held too little of it.
    long from = Math.max(0, loudFrom - windowSamples);
    short[] head = hearing.samples(from, endPosition);
    int silence = SpeechEdge.beginOfSound(head);
    long onset = silence == head.length ? loudFrom : endPosition - head.length + silence;
    return new Interruption(settings, onset, endPosition - loudFrom, nowNs);
  }

  /** The bot begins to speak, or goes on. */
  public void reset() {
    loudWindows = 0;
  }

  private boolean loudEnough(long from, long to) {
    short[] window = hearing.samples(from, to);
    return AudioLevel.dbm0(window, 0, window.length) >= settings.minLevelDbm0();
  }
}
