package org.talkspurt.dialog;

import java.util.Map;
import java.util.Optional;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.rtp.audio.AudioSink;

/**
 * What a conversation needs of its call and of the models.
 *
 * @param turnDetector tells by the sound whether a caller has finished; without one the words tell
 * @param voice shared by the agent's calls
 * @param responder shared by the agent's calls
 * @param variables what is known of the call beforehand, by name: data, never instructions
 */
public record ConversationPorts(
    HomeLoop loop,
    InferenceLanes lanes,
    Hearing.Factory hearing,
    SpeechRecognizer recognizer,
    Optional<TurnDetector> turnDetector,
    Voice voice,
    Responder responder,
    Map<String, String> variables,
    AudioSink sink,
    CallControl control,
    ConversationListener listener) {

  /** Nobody says more in a second, least of all on the telephone. */
  private static final int MOST_CHARS_PER_SECOND = 40;

  /** Of a short sound, which may be a long word. */
  private static final int FEWEST_CHARS = 100;

  private static final int SAMPLES_PER_SECOND = 16_000;

  /**
   * Has the recognizer decode a sound.
   *
   * @throws IllegalStateException if nobody can have said that in so short a time
   */
  Transcript recognize(short[] samples) {
    Transcript transcript = recognizer.recognize(samples);
    long most = FEWEST_CHARS + (long) samples.length * MOST_CHARS_PER_SECOND / SAMPLES_PER_SECOND;
    if (transcript.text().length() > most) {
      throw new IllegalStateException(
          "a transcript of %d characters (expected: at most %d)"
              .formatted(transcript.text().length(), most));
    }
    return transcript;
  }
}
