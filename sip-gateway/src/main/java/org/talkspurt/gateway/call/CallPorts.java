package org.talkspurt.gateway.call;

import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.MediaSettings;
import org.talkspurt.rtp.session.NegotiatedMedia;

/** A pair of media ports lent to one call. */
public interface CallPorts {

  /** The even port. */
  int rtpPort();

  /**
   * Begins to send and receive. The ports are given back when the media are closed.
   *
   * @throws IllegalStateException if the ports cannot be used
   */
  CallMedia open(NegotiatedMedia agreed, MediaSettings settings, MediaListener listener);

  /** Gives ports back that were not opened. Idempotent, also after the media were closed. */
  void release();
}
