package org.talkspurt.rtp.session;

/**
 * Told of what happens to the media of all calls as it happens, for the operator's meters. Called
 * on the loops' threads, for every packet: implementations only add to counters.
 */
public interface MediaMeters {

  /** Counts nothing. */
  MediaMeters NONE =
      new MediaMeters() {
        @Override
        public void received(ReceiveOutcome outcome) {}

        @Override
        public void sent(SendOutcome outcome) {}

        @Override
        public void lost(long packets) {}

        @Override
        public void concealed(int samples) {}

        @Override
        public void interarrivalJitter(long jitterNs) {}

        @Override
        public void callMos(double mos) {}

        @Override
        public void tickLateness(long latenessNs) {}
      };

  /** One datagram came in on a call's ports; of RTCP only what is refused. */
  void received(ReceiveOutcome outcome);

  /** One RTP packet went out. */
  void sent(SendOutcome outcome);

  /**
   * One RTCP interval after packets were missed, and once at the call's end: so many more that the
   * peer sent have not come since.
   *
   * @param packets at least 1
   */
  void lost(long packets);

  /**
   * Audio was made up for packets that did not come in time.
   *
   * @param samples how many, at the codec's PCM rate
   */
  void concealed(int samples);

  /**
   * Once per call and RTCP interval in which media came.
   *
   * @param jitterNs interarrival jitter (RFC 3550 §6.4.1) in ns
   */
  void interarrivalJitter(long jitterNs);

  /**
   * Once per call and RTCP interval in which media was due, for that interval, and once at the end
   * of a call that had media, for all of it.
   *
   * @param mos how well the caller was heard, 1 to 4.5 (ITU-T G.107 Annex B)
   */
  void callMos(double mos);

  /**
   * Once per slot and tick of a loop.
   *
   * @param latenessNs tick begun minus tick due, ns; at least 0
   */
  void tickLateness(long latenessNs);
}
