package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the bot and this process off each other's processor, until closed. */
final class Cores implements AutoCloseable {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Path directory;

  private Cores(Path directory) {
    this.directory = directory;
  }

  /** The first processor for the bot, the second for this process; nothing with just one. */
  static Cores apart(Bot bot) throws Exception {
    Cores cores = new Cores(Files.createTempDirectory("talkspurt-cores"));
    if (PROCESSORS > 1) {
      cores.keep(bot.pid(), "0");
      cores.keep(ProcessHandle.current().pid(), "1");
    }
    return cores;
  }

  private void keep(long pid, String processors) throws Exception {
    Tool.Result result =
        Tool.run(directory, 5, "taskset", "--all-tasks", "-cp", processors, String.valueOf(pid));
    if (result.exitCode() != 0) {
      throw new IOException("taskset: " + result.output());
    }
  }

  @Override
  public void close() throws Exception {
    keep(ProcessHandle.current().pid(), "0-" + (PROCESSORS - 1));
  }

  @Override
  public String toString() {
    return PROCESSORS > 1 ? "each side on a core of its own" : "both sides on the only core";
  }
}
