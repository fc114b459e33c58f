package org.talkspurt.gateway.caller.script;

/** Why somebody makes a sound while another speaks. */
public enum Interjection {
  /** Wants to say something: the other should stop. */
  INTERRUPTION,
  /** Shows that he listens: the other should speak on. */
  BACKCHANNEL,
  /** Cannot help it: the other should speak on. */
  COUGH
}
