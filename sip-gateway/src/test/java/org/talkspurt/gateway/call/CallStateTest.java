package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CallStateTest {
  @Test
  void anAnsweredCallRunsThroughAllStates() {
    assertThat(
            CallState.INCOMING
                .become(CallState.RINGING)
                .become(CallState.ANSWERED)
                .become(CallState.TALKING)
                .become(CallState.ENDED))
        .isEqualTo(CallState.ENDED);
  }

  @Test
  void aCallOfOursMayBeAnsweredWithoutRinging() {
    assertThat(CallState.DIALLING.become(CallState.RINGING).become(CallState.ANSWERED))
        .isEqualTo(CallState.DIALLING.become(CallState.ANSWERED));
  }

  @Test
  void nothingFollowsTheEndAndNoStateIsSkipped() {
    for (CallState next : CallState.values()) {
      assertThatIllegalStateException().isThrownBy(() -> CallState.ENDED.become(next));
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> CallState.INCOMING.become(CallState.TALKING));
    assertThatIllegalStateException().isThrownBy(() -> CallState.TALKING.become(CallState.RINGING));
  }
}
