package org.talkspurt.models.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void inALogItIsALinePerTenth() {
    var bar = new ProgressBar(out, false);
    for (int done = 0; done <= 2_000_000; done += 50_000) {
      bar.downloaded("ears", done, 2_000_000);
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .hasSize(11)
        .startsWith("fetching ears: 0 % of 2.0 MB", "fetching ears: 10 % of 2.0 MB")
        .endsWith("fetching ears: 100 % of 2.0 MB");
  }

  @Test
  void onATerminalItGrowsInPlace() {
    var bar = new ProgressBar(out, true);
    bar.downloaded("ears", 1, 2);
    bar.downloaded("ears", 1, 2);
    bar.downloaded("ears", 2, 2);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\rears                 [###############               ]  50 % of 0.0 MB"
                + "\rears                 [##############################] 100 % of 0.0 MB"
                + System.lineSeparator());
  }

  @Test
  void anUnknownSizeShowsNothing() {
    new ProgressBar(out, false).downloaded("ears", 100, 0);

    assertThat(bytes.size()).isZero();
  }
}
