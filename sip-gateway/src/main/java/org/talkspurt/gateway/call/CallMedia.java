package org.talkspurt.gateway.call;

import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.session.MediaStatistics;
import org.talkspurt.rtp.session.NegotiatedMedia;

/** The sound of one call. Home loop only. */
public interface CallMedia {

  /** What the caller hears. */
  AudioSink sink();

  /** A new offer and answer were agreed on. */
  void update(NegotiatedMedia next);

  /** Presses keys; see {@link org.talkspurt.rtp.session.RtpSession#sendDigits}. */
  boolean sendDigits(String keys);

  /** What happened so far; also after {@link #close}. */
  MediaStatistics statistics();

  /** Closes the sockets and gives the ports back. Idempotent. */
  void close();
}
