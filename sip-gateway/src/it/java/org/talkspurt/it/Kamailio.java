package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kamailio with config/kamailio as it stands, in front of bots on this machine. */
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
    int sipPort = FreePort.next();
    Path directory = Files.createTempDirectory("talkspurt-kamailio");
    Path list = directory.resolve("bots.list");
    Files.writeString(
        list,
        Stream.of(bots)
            .map(bot -> "1 sip:127.0.0.1:" + bot.sipPort + " 8 0\n")
            .collect(Collectors.joining()));
    Process process =
        Tool.start(
            directory,
            List.of(
                "kamailio",
                "-DD",
                "-E",
                "-f",
                Tool.project("config/kamailio/kamailio.cfg").toString(),
                "-A",
                "BOTS=\"" + list + "\"",
                "-l",
                "udp:127.0.0.1:" + sipPort,
                "-Y",
                directory.toString(),
                "-P",
                directory.resolve("pid").toString()));
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
