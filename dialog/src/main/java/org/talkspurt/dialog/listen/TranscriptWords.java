package org.talkspurt.dialog.listen;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a transcript: lower case, without punctuation but for the apostrophe. */
final class TranscriptWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

  private TranscriptWords() {}

  static List<String> of(String transcript) {
    return WORD.matcher(transcript.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
