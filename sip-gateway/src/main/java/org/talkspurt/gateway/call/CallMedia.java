package org.talkspurt.gateway.call;

import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.session.MediaStatistics;
import org.talkspurt.rtp.session.NegotiatedMedia;

/** The sound of one call. Home loop only. */
public interface CallMedia {

  /** What the caller hears. */
  AudioSink sink();

  /**
   * Has our own voice taken out of the caller's from now on.
   *
   * @param canceller made for the {@link #sink}'s sample rate; closed with the media, or at once if
   *     they are closed
   */
  void cancelEcho(EchoCanceller canceller);

  /** Hands both sides over; see {@link org.talkspurt.rtp.session.RtpSession#tap}. */
  void tap(SoundTap next);

  /** A new offer and answer were agreed on. */
  void update(NegotiatedMedia next);

  /** Presses keys; see {@link org.talkspurt.rtp.session.RtpSession#sendDigits}. */
  boolean sendDigits(String keys);

  /** What happened so far; also after {@link #close}. */
  MediaStatistics statistics();

  /** Closes the sockets and gives the ports back. Idempotent. */
  void close();
}
