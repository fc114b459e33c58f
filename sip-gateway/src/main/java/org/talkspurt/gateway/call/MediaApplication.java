package org.talkspurt.gateway.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.talkspurt.rtp.audio.AudioFrame;

/**
 * What happens with a call's sound: an agent's conversation, the echo or the tone. Home loop only.
 */
public interface MediaApplication {

  /**
   * What callers hear before the call is answered, as it comes, at the sink's rate; empty: nothing.
   * Not to be written to.
   */
  default Optional<CompletionStage<short[]>> announcement() {
    return Optional.empty();
  }

  /** The call is up. */
  void start(long nowNs);

  /** Whether it must not hear its own voice in the caller's. */
  boolean mindsEcho();

  /** 20 ms of the caller's sound; comes every tick. */
  void onFrame(AudioFrame frame);

  /** A key was pressed. */
  void onDigit(char digit, long nowNs);

  /** Ends the call with a sentence, if it has a voice. */
  void sayGoodbye(String sentence, long nowNs);

  /** The transfer that the application asked for did not work out. */
  void onTransferFailed(long nowNs);

  void onHold(boolean held, long nowNs);

  /** Whether it gave up because something of ours is broken. */
  boolean failed();

  /** Who answered a call of ours, as {@link CallRecord} names it; empty if that is not known. */
  Optional<String> answeredBy();

  /** What it brought so far. */
  Map<String, String> outcome();

  /** Its turns so far. */
  List<CallRecord.TurnRecord> turns();

  /** The call is over: everything is cancelled and freed. */
  void close();
}
