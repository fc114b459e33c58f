package org.talkspurt.gateway.caller.line;

/** A call as its caller has it; the times are of one clock, in ns. */
public interface PhoneLine extends AutoCloseable {

  long nowNs();

  /** Lets time pass. */
  void pause(int ms);

  /** Begins to let a sound be heard with the next packet, instead of what was heard before. */
  Spoken say(Sound sound);

  /**
   * Presses keys; returns at once.
   *
   * @param keys of {@code 0-9 * # A-D}
   */
  void press(String keys);

  /** What was heard until now. */
  PacketTrace heard();

  /** Whether the other side hung up, or the call broke. */
  boolean ended();

  /** Hangs up, once. */
  @Override
  void close();
}
