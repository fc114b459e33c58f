package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders with an agent of a test's own. */
final class AgentFolder {
  private AgentFolder() {}

  /**
   * One with an agent that is like the clinic's but for its name and something else.
   *
   * @param line of the clinic's file; all that begin as it does are replaced
   */
  static Path likeTheClinic(String name, String line, String replacement) throws IOException {
    String clinic = Files.readString(Tool.project("config/agents/clinic.yaml"));
    if (!clinic.contains(line)) {
      throw new IOException("the clinic has no line " + line);
    }
    Path folder = Files.createTempDirectory("talkspurt-agents");
    Files.writeString(
        folder.resolve(name + ".yaml"),
        clinic.replace("name: clinic", "name: " + name).replace(line, replacement));
    return folder;
  }
}
