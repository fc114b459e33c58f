package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;

/**
 * The times and limits of a conversation.
 *
 * @param silenceTimeout how long a caller may say nothing after the bot's last word
 * @param stageTimeout how long an answer may take before the caller hears "one moment", and again
 *     until it is given up
 * @param digitTimeout pause after which keypad digits are complete
 * @param farewellPause silence between the last word and hanging up or transferring: the far end's
 *     jitter buffer drops what it has not played when the call ends
 * @param transferTimeout how long a transfer may take before it counts as failed
 * @param maxUtterance longest utterance before the caller is answered anyway; hearing holds 30 s
 * @param maxTurns turns after which the call is ended
 * @param maxTranscriptChars what is kept of a longer transcript
 * @param maxFailures turns in a row with a failed stage after which the call is ended
 * @param endOfTurn when the caller has finished
 * @param bargeIn when the caller interrupts
 * @param reply how a reply is spoken
 * @param announcements what is said when a stage fails
 * @param fillers what is said while a reply is late
 * @param keysInterruptAll whether a key interrupts even what speech does not; else it waits for the
 *     end of that
 */
public record ConversationSettings(
    Duration silenceTimeout,
    Duration stageTimeout,
    Duration digitTimeout,
    Duration farewellPause,
    Duration transferTimeout,
    Duration maxUtterance,
    int maxTurns,
    int maxTranscriptChars,
    int maxFailures,
    EndOfTurnSettings endOfTurn,
    BargeInSettings bargeIn,
    ReplySettings reply,
    Announcements announcements,
    Fillers fillers,
    boolean keysInterruptAll) {

  public ConversationSettings {
    expect(within(silenceTimeout, 1_000, 60_000), "silence-timeout", silenceTimeout, "1 s to 60 s");
    expect(within(stageTimeout, 500, 30_000), "stage-timeout", stageTimeout, "0.5 s to 30 s");
    expect(within(digitTimeout, 200, 10_000), "digit-timeout", digitTimeout, "0.2 s to 10 s");
    expect(within(farewellPause, 20, 2_000), "farewell-pause", farewellPause, "20 ms to 2 s");
    expect(
        within(transferTimeout, 1_000, 120_000),
        "transfer-timeout",
        transferTimeout,
        "1 s to 2 min");
    expect(within(maxUtterance, 2_000, 29_000), "max-utterance", maxUtterance, "2 s to 29 s");
    expect(maxTurns >= 1 && maxTurns <= 10_000, "max-turns", maxTurns, "1 to 10000");
    expect(
        maxTranscriptChars >= 40 && maxTranscriptChars <= 10_000,
        "max-transcript-chars",
        maxTranscriptChars,
        "40 to 10000");
    expect(maxFailures >= 1 && maxFailures <= 10, "max-failures", maxFailures, "1 to 10");
  }

  /** What suits a telephone call in English. */
  public static ConversationSettings defaults() {
    return new ConversationSettings(
        Duration.ofSeconds(6),
        Duration.ofSeconds(3),
        Duration.ofMillis(1_500),
        Duration.ofMillis(240),
        Duration.ofSeconds(30),
        Duration.ofSeconds(28),
        200,
        1_000,
        3,
        EndOfTurnSettings.defaults(),
        BargeInSettings.defaults(),
        ReplySettings.defaults(),
        Announcements.english(),
        Fillers.NONE,
        false);
  }

  /** The same with another judgement of when the caller has finished, and other fillers. */
  public ConversationSettings with(EndOfTurnSettings newEndOfTurn, Fillers newFillers) {
    return with(newEndOfTurn, newFillers, keysInterruptAll);
  }

  /** The same with another mind about keys, too. */
  public ConversationSettings with(
      EndOfTurnSettings newEndOfTurn, Fillers newFillers, boolean newKeysInterruptAll) {
    return new ConversationSettings(
        silenceTimeout,
        stageTimeout,
        digitTimeout,
        farewellPause,
        transferTimeout,
        maxUtterance,
        maxTurns,
        maxTranscriptChars,
        maxFailures,
        newEndOfTurn,
        bargeIn,
        reply,
        announcements,
        newFillers,
        newKeysInterruptAll);
  }
}
