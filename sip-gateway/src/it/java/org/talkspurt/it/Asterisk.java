package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asterisk in its own root, configured to reach a bot; see src/it/asterisk. */
final class Asterisk implements AutoCloseable {
  private static final String DIRECTORY = "/run/talkspurt";
  private static final List<String> EMPTY_FILES =
      List.of(
          "acl.conf",
          "ccss.conf",
          "cdr.conf",
          "cel.conf",
          "indications.conf",
          "pjproject.conf",
          "silence.ulaw",
          "udptl.conf");

  final int sipPort;
  final int managerPort;
  private final Path root;
  private final Path directory;
  private final Process process;

  private Asterisk(int sipPort, int managerPort, Path root, Path directory, Process process) {
    this.sipPort = sipPort;
    this.managerPort = managerPort;
    this.root = root;
    this.directory = directory;
    this.process = process;
  }

  static Asterisk start(Bot bot) throws Exception {
    return start(bot.sipPort);
  }

  /**
   * Starts it without what it learned before.
   *
   * @param botPort where the trunks without registration lead
   */
  static Asterisk start(int botPort) throws Exception {
    return startOn(FreePort.next(), botPort);
  }

  /**
   * TLS as well.
   *
   * @param certificates with one called pbx
   * @param port of Asterisk
   * @param botPort of the bot
   */
  record Tls(Certificates certificates, int port, int botPort) {}

  /** The same on a port that one had before. */
  static Asterisk startOn(int sipPort, int botPort) throws Exception {
    return startOn(sipPort, botPort, null);
  }

  /** The folder that it lives in, with a sipp that knows TLS. */
  static Path root() throws IOException {
    Path root =
        Path.of(
            System.getenv()
                .getOrDefault(
                    "INTEROP_ASTERISK",
                    System.getProperty("user.home") + "/.cache/talkspurt/asterisk"));
    if (!Files.isExecutable(root.resolve("usr/sbin/asterisk"))) {
      throw new IOException("no Asterisk in " + root + ": run .ci/asterisk " + root + " as root");
    }
    return root;
  }

  static Asterisk startOn(int sipPort, int botPort, Tls tls) throws Exception {
    Path root = root();
    Path directory = root.resolve(DIRECTORY.substring(1));
    for (String needed : List.of("etc", "spool", "log")) {
      Files.createDirectories(directory.resolve(needed));
    }
    Files.deleteIfExists(directory.resolve("log/full"));
    Files.deleteIfExists(directory.resolve("astdb.sqlite3"));
    int managerPort = FreePort.next();
    Path etc = directory.resolve("etc");
    Map<String, String> places = new HashMap<>();
    places.put("@BOT@", String.valueOf(botPort));
    places.put("@PORT@", String.valueOf(sipPort));
    places.put("@AMI@", String.valueOf(managerPort));
    if (tls != null) {
      places.put("@TLS@", String.valueOf(tls.botPort));
      places.put("@PBXTLS@", String.valueOf(tls.port));
    }
    configure(etc, root, places);
    if (tls == null) {
      Files.deleteIfExists(etc.resolve("pjsip-tls.conf"));
    } else {
      for (String file : List.of("pbx.pem", "pbx.key", "ca.pem")) {
        Files.copy(
            tls.certificates.path(file), etc.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    List<String> command = new ArrayList<>(chroot(root));
    command.addAll(List.of("-f", "-g"));
    Path output = Files.createTempDirectory("talkspurt-asterisk");
    Asterisk started =
        new Asterisk(sipPort, managerPort, root, directory, Tool.start(output, command));
    for (int i = 0; i < 100; i++) {
      if (started.command("core waitfullybooted").contains("booted")) {
        return started;
      }
      WireCaller.pause(100);
    }
    started.close();
    throw new IOException(
        "Asterisk does not start:\n" + Files.readString(output.resolve("output")));
  }

  private static void configure(Path etc, Path root, Map<String, String> places)
      throws IOException {
    String architecture;
    try (Stream<Path> libraries = Files.list(root.resolve("usr/lib"))) {
      architecture =
          libraries
              .filter(library -> Files.isDirectory(library.resolve("asterisk/modules")))
              .findFirst()
              .orElseThrow()
              .getFileName()
              .toString();
    }
    try (Stream<Path> own = Files.list(Tool.project("sip-gateway/src/it/asterisk"));
        Stream<Path> samples = Files.list(Tool.project("config/asterisk"))) {
      for (Path file : Stream.concat(own, samples).toList()) {
        String text = Files.readString(file).replace("@ARCH@", architecture);
        for (Map.Entry<String, String> place : places.entrySet()) {
          text = text.replace(place.getKey(), place.getValue());
        }
        Files.writeString(etc.resolve(file.getFileName().toString()), text);
      }
    }
    for (String name : EMPTY_FILES) {
      Files.writeString(etc.resolve(name), "");
    }
  }

  private static List<String> chroot(Path root) {
    return List.of("chroot", root.toString(), "asterisk", "-C", DIRECTORY + "/etc/asterisk.conf");
  }

  /** What its console answers. */
  String command(String line) throws Exception {
    List<String> command = new ArrayList<>(chroot(root));
    command.addAll(List.of("-rx", line));
    return Tool.run(
            Files.createTempDirectory("talkspurt-console"), 10, command.toArray(String[]::new))
        .output();
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("log/full"));
  }

  @Override
  public void close() throws Exception {
    command("core stop now");
    if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
