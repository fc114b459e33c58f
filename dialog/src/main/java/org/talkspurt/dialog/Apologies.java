package org.talkspurt.dialog;

import java.util.List;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.Announcements;

/** What is said when a stage fails; after too many failures in a row, good bye. */
final class Apologies {
  private final Announcements announcements;
  private final int maxFailures;
  private int failures;
  private boolean prefetched;

  Apologies(Announcements announcements, int maxFailures) {
    this.announcements = announcements;
    this.maxFailures = maxFailures;
  }

  /** A stage failed. Returns the words for it, which leave the responder's memory as it is. */
  Reply onFailure(ResponderState state) {
    failures++;
    return failures < maxFailures
        ? new Reply(announcements.sayAgain(), new Then.Listen(), state, "announcement:say-again")
        : giveUp(state);
  }

  /** The words before hanging up because it does not work out. */
  Reply giveUp(ResponderState state) {
    return new Reply(announcements.giveUp(), new Then.HangUp(), state, "announcement:give-up");
  }

  /** A turn went well. */
  void onSuccess() {
    failures = 0;
  }

  String oneMoment() {
    return announcements.oneMoment();
  }

  /** Has them all synthesised before they are needed: then it may be too late. Once a call. */
  void prefetch(Voice voice, int sampleRateHz, List<String> others) {
    if (!prefetched) {
      prefetched = true;
      // Whoever needs one that failed here finds it missing from the cache.
      var _ = voice.prefetch(announcements.sayAgain(), sampleRateHz);
      var _ = voice.prefetch(announcements.oneMoment(), sampleRateHz);
      var _ = voice.prefetch(announcements.giveUp(), sampleRateHz);
      for (String text : others) {
        var _ = voice.prefetch(text, sampleRateHz);
      }
    }
  }
}
