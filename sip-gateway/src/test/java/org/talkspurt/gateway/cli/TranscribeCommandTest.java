package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscribeCommandTest {

  private final Terminal terminal = new Terminal("transcribe");
  @TempDir private Path folder;

  @Test
  void explainsWhatIsWrong() throws IOException {
    Path sound = Files.write(folder.resolve("a.s16"), new byte[16]);
    assertThat(terminal.run()).isEqualTo(2);
    assertThat(terminal.err()).contains("FILE");
    assertThat(terminal.run("--models", folder.toString(), sound.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("'models fetch' fetches it");
  }
}
