package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConversationStateTest {

  @Test
  void refusesMovesThatAreNotInTheTable() {
    assertThatThrownBy(() -> ConversationState.LISTENING.become(ConversationState.SPEAKING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no move LISTENING → SPEAKING");
  }

  @Test
  void nothingFollowsTheEndAndEverythingMayEnd() {
    for (ConversationState state : ConversationState.values()) {
      assertThatThrownBy(() -> ConversationState.CLOSED.become(state))
          .isInstanceOf(IllegalStateException.class);
      if (state != ConversationState.CLOSED) {
        assertThat(state.become(ConversationState.CLOSED)).isEqualTo(ConversationState.CLOSED);
      }
    }
  }
}
