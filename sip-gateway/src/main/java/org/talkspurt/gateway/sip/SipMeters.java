package org.talkspurt.gateway.sip;

/** Counts and times of the SIP plane; called from the stack's threads, must not block. */
public interface SipMeters {

  /** Counts nothing. */
  SipMeters NONE =
      new SipMeters() {
        @Override
        public void callAnswered(long setupNs) {}

        @Override
        public void requestRefused(String method, int status) {}

        @Override
        public void messageDropped(DropReason reason) {}

        @Override
        public void answerRetransmitted() {}
      };

  /**
   * A call was accepted.
   *
   * @param setupNs from the arrival of the INVITE to the 200 handed to the socket
   */
  void callAnswered(long setupNs);

  /**
   * A request was refused with a final response other than 2xx.
   *
   * @param method a method the endpoint knows, or {@code other}
   */
  void requestRefused(String method, int status);

  /** A message got no response at all. */
  void messageDropped(DropReason reason);

  /** A 200 was sent again because its ACK had not come. */
  void answerRetransmitted();

  /**
   * A REGISTER of ours was answered, or was not.
   *
   * @param status the final response; 408: none, 503: nobody could be reached
   * @param bound whether the registrar sends us calls now
   */
  default void registration(String trunk, int status, boolean bound) {}

  /**
   * The registrar took a REGISTER of ours.
   *
   * @param delayNs since the REGISTER, challenges included (RFC 6076 §4.1)
   */
  default void registrationDelay(long delayNs) {}

  /**
   * It is known what becomes of a call that we dialled.
   *
   * @param status the final response; 408: none, 487: we gave it up, 503: nobody could be reached
   * @param requestDelayNs from the INVITE until it rang or was answered, or until it failed (RFC
   *     6076 §4.3)
   */
  default void dialled(int status, long requestDelayNs) {}

  /**
   * A BYE of ours was answered, or was not.
   *
   * @param delayNs since the BYE (RFC 6076 §4.4)
   */
  default void disconnected(boolean acknowledged, long delayNs) {}

  /** Why a message was dropped. */
  enum DropReason {
    /** Not SIP, or so broken that a response cannot be addressed. */
    GARBAGE,
    /** Longer than {@code talkspurt.sip.max-message-size}. */
    TOO_LARGE,
    /** A TCP connection from outside the source policy, or one that was gone at once. */
    SOURCE,
    /** From a source that sends more than it may. */
    RATE,
    /** By a tool that looks for bots to call through. */
    SCANNER,
    /** A TCP connection more than there may be, in all or of one source. */
    CONNECTIONS,
    /** A TCP connection whose peer did not send a message whole, or take one, in time. */
    SLOW,
    /** More than the endpoint can work off: transactions or the listener's queue are full. */
    OVERLOAD,
    /** A response or an ACK that belongs to nothing. */
    STRAY
  }
}
