package org.talkspurt.dialog.listen;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the words of a greeting tell about who says them. English. */
enum GreetingWords {
  /** Only recordings say so. */
  OF_A_MACHINE,
  /** Recordings say so, and some people. */
  LIKE_A_MACHINE,
  /** A person offers help or says hello and nothing else. */
  OF_A_HUMAN,
  /** Or there are none. */
  NEUTRAL;

  private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z]+");

  /** A person who takes messages. */
  private static final Pattern ASKING =
      Pattern.compile(
          "\\b(can|may|could|shall) i (take|give)|\\b(like|want) (me )?to (leave|take)");

  private static final Pattern RECORDED =
      Pattern.compile(
          "\\bleave (me |us |him |her |them )?(a|an|your|the|any) "
              + "(brief |short |detailed |quick )?(message|messages|name|number|phone)"
              + "|\\bleave (a )?message"
              + "|\\b(after|at|hear|sound of|wait for) the (tone|beep|signal)"
              + "|\\bvoice ?mail(box)?\\b|\\bmail ?box\\b|\\brecord your\\b"
              + "|\\bto (come|get|answer|take|pick up) (to )?(the|your) (phone|call)"
              + "|\\b(can t|cannot|can not|couldn t) (come|get|answer|take|pick up)( to)?"
              + " (the|your) (phone|call)"
              + "|\\b(person|number|subscriber|customer) you (are|ve|have) (calling|called|dialed)"
              + "|\\bis not available|\\b(get|call) (back to you|you back)|\\breturn your call"
              + "|\\bpress (one|two|zero|star|pound)");

  private static final Pattern AWAY =
      Pattern.compile(
          "\\byou (ve|have) reached|\\byou reached|\\bnot"
              + " (available|here|home|in)\\b|\\bunavailable|\\baway from|\\bcurrently closed|\\bwe"
              + " are closed|\\bafter hours|\\bsorry|\\bmissed (your|you)|\\bat the moment|\\bright"
              + " now");

  private static final Pattern OFFER =
      Pattern.compile(
          "\\b(can|may|could) (i|we) help|\\bcan i (do|direct|get)|\\bwho s (this|that|calling)"
              + "|\\bwho is (this|that|calling)|\\bspeaking$|\\bwhat can i");

  private static final Pattern HELLO =
      Pattern.compile(
          "(hello|hi|hey|yes|yeah|yep|hallo|ello|good (morning|afternoon|evening)|what s up)"
              + "( (hello|hi|there|yes))?");

  static GreetingWords of(String transcript) {
    String words = NOT_LETTERS.matcher(transcript.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    if (ASKING.matcher(words).find()) {
      return OF_A_HUMAN;
    }
    if (RECORDED.matcher(words).find()) {
      return OF_A_MACHINE;
    }
    if (OFFER.matcher(words).find() || HELLO.matcher(words).matches()) {
      return OF_A_HUMAN;
    }
    return AWAY.matcher(words).find() ? LIKE_A_MACHINE : NEUTRAL;
  }
}
