package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kamailio on this machine: in front of bots, with config/kamailio as it stands, or as registrar.
 */
final class Kamailio implements AutoCloseable {
  final int sipPort;
  private final Path directory;
  private final Process process;

  private Kamailio(int sipPort, Path directory, Process process) {
    this.sipPort = sipPort;
    this.directory = directory;
    this.process = process;
  }

  static Kamailio start(Bot... bots) throws IOException {
    Path list = Files.createTempDirectory("talkspurt-kamailio").resolve("bots.list");
    Files.writeString(
        list,
        Stream.of(bots)
            .map(bot -> "1 sip:127.0.0.1:" + bot.sipPort + " 8 0\n")
            .collect(Collectors.joining()));
    return start("config/kamailio/kamailio.cfg", "-A", "BOTS=\"" + list + "\"");
  }

  /** Takes everybody who knows the password: sesame. */
  static Kamailio asRegistrar() throws IOException {
    return start("sip-gateway/src/it/kamailio/registrar.cfg");
  }

  private static Kamailio start(String configuration, String... more) throws IOException {
    int sipPort = FreePort.next();
    Path directory = Files.createTempDirectory("talkspurt-kamailio");
    List<String> command =
        new ArrayList<>(
            List.of(
                "kamailio",
                "-DD",
                "-E",
                "-f",
                Tool.project(configuration).toString(),
                "-l",
                "udp:127.0.0.1:" + sipPort,
                "-Y",
                directory.toString(),
                "-P",
                directory.resolve("pid").toString()));
    command.addAll(List.of(more));
    Process process = Tool.start(directory, command);
    return new Kamailio(sipPort, directory, process);
  }

  String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
