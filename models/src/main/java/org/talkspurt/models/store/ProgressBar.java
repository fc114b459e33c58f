package org.talkspurt.models.store;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * A download's progress for a reader: a bar that grows in place on a terminal, else a line for
 * every tenth.
 */
public final class ProgressBar implements ProgressListener {

  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private String set = "";
  private long shown = -1;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Progress on standard error. */
  public static ProgressBar onStandardError() {
    return new ProgressBar(System.err, isTerminal());
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  @Override
  public void downloaded(String presentSet, long doneBytes, long totalBytes) {
    if (totalBytes <= 0) {
      return;
    }
    long percent = Math.min(100, 100 * doneBytes / totalBytes);
    long step = terminal ? percent : percent / 10;
    if (presentSet.equals(set) && step == shown) {
      return;
    }
    set = presentSet;
    shown = step;
    var figures = String.format(Locale.ROOT, "%3d %% of %.1f MB", percent, totalBytes / 1e6);
    if (!terminal) {
      out.println("fetching " + set + ": " + figures.strip());
      return;
    }
    int filled = (int) (WIDTH * percent / 100);
    out.print(
        "\r"
            + "%-20s".formatted(set)
            + " ["
            + "#".repeat(filled)
            + " ".repeat(WIDTH - filled)
            + "] "
            + figures);
    if (percent == 100) {
      out.println();
    }
    out.flush();
  }
}
