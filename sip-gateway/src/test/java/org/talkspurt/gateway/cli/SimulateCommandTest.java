package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it says without models; with them: CommandsIT. */
class SimulateCommandTest {

  private final Terminal terminal = new Terminal("simulate");
  @TempDir private Path folder;

  @Test
  void explainsWhatIsWrong() {
    assertWrong("--rounds: 0 (expected: 1 to 100)", "--rounds", "0");
    assertWrong("--say: expected 1 to 200 characters", "--say", " ");
    assertWrong("'models fetch' fetches it", "--models", folder.toString());
  }

  private void assertWrong(String message, String... options) {
    assertThat(terminal.run(options)).as(message).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }
}
