package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;

/**
 * What is said when a stage fails, in the agent's language.
 *
 * @param oneMoment while an answer takes long
 * @param sayAgain after a stage failed: asks the caller to repeat
 * @param giveUp before hanging up because stages keep failing
 */
public record Announcements(String oneMoment, String sayAgain, String giveUp) {

  public Announcements {
    expect(!oneMoment.isBlank(), "one-moment", "\"\"", "a sentence");
    expect(!sayAgain.isBlank(), "say-again", "\"\"", "a sentence");
    expect(!giveUp.isBlank(), "give-up", "\"\"", "a sentence");
  }

  /** English. */
  public static Announcements english() {
    return new Announcements(
        "Sorry, one moment.",
        "Sorry, I didn't catch that. Could you say it again?",
        "I'm sorry, I have a technical problem. Please call again later. Goodbye.");
  }
}
