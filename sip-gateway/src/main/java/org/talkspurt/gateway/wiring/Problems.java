package org.talkspurt.gateway.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what a start would stumble over, one thing after the other. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Does what a start does, and goes on where a start would end. */
  void trying(Runnable step) {
    try {
      step.run();
    } catch (SettingException e) {
      add(String.valueOf(e.getMessage()));
    }
  }

  void add(String problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** The directory is to be one that can be written to, or made where it is to be. */
  void writable(String key, Path directory) {
    if (!isWritable(directory)) {
      add(key + ": " + directory + " (expected: a directory to write to)");
    }
  }

  /** Whether the directory can be written to, or made where it is to be. */
  static boolean isWritable(Path directory) {
    Path there = directory.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return Files.isDirectory(there) && Files.isWritable(there);
  }

  CheckedPart part(String name, String summary) {
    return new CheckedPart(name, summary, found);
  }
}
