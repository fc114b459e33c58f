package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompletionCommandTest {

  @Test
  void completesCommandsAndTheirOptions() {
    Terminal terminal = new Terminal("completion");
    assertThat(terminal.run()).isZero();
    assertThat(terminal.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("talkspurt", "models", "verify", "--microphone", "--prometheus");
  }
}
