package org.talkspurt.dialog.listen;

import java.util.Locale;

/**
 * What a caller's words tell about whether there is more to come, and how much that weighs. The
 * weights are set by hand after a logistic fit over the turn bench's clips, stronger than the fit
 * where the meaning of a cue is beyond doubt.
 */
public enum WordCue {
  /** The words are not there yet. */
  UNKNOWN(0),
  /** They end with a word that asks for another: "and", "for", "my number is". */
  OPEN(-3),
  /** The recognizer heard them break off: a comma, a dash. */
  CUT_OFF(-3),
  /** Part of a number, too short for any telephone. */
  NUMBER_BEGUN(-4),
  /** A number that may lack a group. */
  NUMBER_LONG(0),
  /** A number with all its digits. */
  NUMBER_WHOLE(1.5),
  /** There are no words in it. */
  WORDLESS(0),
  /** A word or two that could be the beginning of anything. */
  FRAGMENT(-0.75),
  /** A question that ends with an open word: "Where are you from?" */
  OPEN_QUESTION(-3),
  /** A whole sentence. */
  SENTENCE(0),
  /** A whole question; many could go on ("Are you open | on Saturday?"). */
  QUESTION(0.5),
  /** A few words where a few were asked for. */
  ANSWER(1),
  /** "Yes", "no, thanks", "goodbye". */
  CLOSED_ANSWER(1);

  private final double logOdds;

  WordCue(double logOdds) {
    this.logOdds = logOdds;
  }

  /** Added to the logarithm of the odds that the caller has finished. */
  double logOdds() {
    return logOdds;
  }

  /** For a turn's record. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
