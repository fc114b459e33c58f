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

  /** The recognizer is shared by all calls; this call has a part of it. */
  public ConversationPorts {
    recognizer = new CallRecognizer(recognizer);
  }
}
