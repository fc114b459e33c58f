package org.talkspurt.models.echo;

/**
 * What WebRTC does besides taking out echo. Either makes it work on all of a call's sound, not only
 * while the bot's voice may come back.
 *
 * @param noiseSuppression how much of the background goes
 * @param levelControl whether voices are brought to a like level
 */
public record WebRtcSettings(NoiseSuppression noiseSuppression, boolean levelControl) {

  /** Echo alone. */
  public static final WebRtcSettings ECHO_ONLY = new WebRtcSettings(NoiseSuppression.OFF, false);

  /** Whether there is work to do while no echo is possible. */
  boolean always() {
    return levelControl || noiseSuppression != NoiseSuppression.OFF;
  }
}
