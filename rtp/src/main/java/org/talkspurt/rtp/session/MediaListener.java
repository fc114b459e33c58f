package org.talkspurt.rtp.session;

import org.talkspurt.rtp.audio.AudioFrame;

/**
 * Hears a call. Called on the call's home loop; an exception thrown here ends the media as {@link
 * #onFailure}.
 */
public interface MediaListener {

  /**
   * 20 ms of the caller, every 20 ms while the call is not on hold: speech, concealment or silence.
   * Silence stands for the tone of a key that is pressed.
   */
  void onFrame(AudioFrame frame);

  /**
   * The caller pressed a key and may still hold it.
   *
   * @param key one of {@code 0-9 * # A-D}
   */
  void onDigit(char key);

  /** Nothing came for the configured time. Reported once, and anew after media came again. */
  void onMediaTimeout();

  /**
   * The handshake that was to bring the keys failed: nothing will be heard or said.
   *
   * @param reason for the log
   */
  void onEncryptionFailed(String reason);

  /** A bug or a broken socket ended the media. The session is closed already. */
  void onFailure(Throwable failure);
}
