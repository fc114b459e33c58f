package org.talkspurt.rtp.session;

/** Told after every tick of a slot how late it began. */
@FunctionalInterface
interface LatenessListener {

  /**
   * @param latenessNs tick begun minus tick due, in ns; at least 0
   */
  void onTickBegun(long latenessNs);
}
