package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * What a 2xx of ours says of the session timer.
 *
 * @param intervalS in seconds
 * @param refresher who refreshes; never unsaid
 * @param required whether Require says so, too: the peer knows timers
 */
record TimerGrant(int intervalS, Refresher refresher, boolean required) {

  /**
   * Answers what a request asks for (RFC 4028 §9). Without a refresher in it, who asked for the
   * timer refreshes; once it runs, nobody changes roles.
   *
   * @param current who refreshes so far, {@code UAS} being us; {@code UNSAID}: no timer runs
   * @return null: no timer
   */
  static @Nullable TimerGrant answer(
      TimerTerms request, SessionTimerSettings ours, Refresher current) {
    int interval = interval(request, ours);
    if (interval == TimerTerms.NONE) {
      return null;
    }
    Refresher refresher;
    if (!request.supported()) {
      refresher = Refresher.UAS; // Table 2: a proxy wants the timer, its caller does not know it
    } else if (request.refresher() != Refresher.UNSAID) {
      refresher = request.refresher();
    } else if (current != Refresher.UNSAID) {
      refresher = current;
    } else {
      refresher = request.hasInterval() ? Refresher.UAC : Refresher.UAS;
    }
    return new TimerGrant(interval, refresher, request.supported());
  }

  private static int interval(TimerTerms request, SessionTimerSettings ours) {
    if (request.hasInterval()) {
      // Too short, and from somebody who would not understand a 422: no timer at all.
      return request.intervalS() < ours.minimum().toSeconds()
          ? TimerTerms.NONE
          : request.intervalS();
    }
    boolean wanted = request.supported() && !ours.expires().isZero();
    return wanted
        ? Math.max(Math.toIntExact(ours.expires().toSeconds()), request.minimumS())
        : TimerTerms.NONE;
  }
}
