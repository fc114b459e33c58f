package org.talkspurt.dialog;

import java.util.Objects;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.ResponderState;

/**
 * How far a call has come: what the replies heard so far have left.
 *
 * @param turns the last turn that was heard
 * @param silences in a row since the caller's last words
 */
record Standing(int turns, ResponderState memory, int silences) {

  /** Once the reply of {@code heard} is heard. */
  Standing after(Attempt heard) {
    Reply reply = Objects.requireNonNull(heard.reply());
    int silent =
        switch (heard.input()) {
          case CallerInput.Said _, CallerInput.Pressed _ -> 0;
          case CallerInput.Silent(int count) -> count;
          case CallerInput.Unintelligible _, CallerInput.TransferFailed _ -> silences;
          case null -> silences;
        };
    return new Standing(heard.number(), reply.state(), silent);
  }
}
