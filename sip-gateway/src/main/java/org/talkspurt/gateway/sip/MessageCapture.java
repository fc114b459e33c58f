package org.talkspurt.gateway.sip;

/** Takes a copy of every SIP message; called from the stack's threads, must not block. */
@FunctionalInterface
public interface MessageCapture {

  /** Takes nothing, and costs nothing. */
  MessageCapture NONE =
      new MessageCapture() {
        @Override
        public void captured(CapturedMessage message) {}

        @Override
        public boolean isOn() {
          return false;
        }
      };

  void captured(CapturedMessage message);

  /** Whether copies are to be made at all. */
  default boolean isOn() {
    return true;
  }
}
