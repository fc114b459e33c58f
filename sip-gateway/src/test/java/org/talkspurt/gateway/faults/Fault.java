package org.talkspurt.gateway.faults;

/** What goes wrong in a stage. */
enum Fault {
  /** It throws. */
  DEAD,
  /** It never comes back. */
  HANGS,
  /** It takes two seconds. */
  SLOW,
  /** It gives what cannot be. */
  GARBAGE
}
