package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own on loopback, in a temporary directory. It will not run as root.
 */
final class Postgres implements AutoCloseable {
  private static final String USER = "postgres";

  private final Path directory;
  private final int port;

  private Postgres(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  static Postgres start() throws Exception {
    Path directory =
        Files.createTempDirectory(
            "talkspurt-postgres",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    if (isRoot()) {
      Files.setOwner(
          directory,
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    }
    Postgres postgres = new Postgres(directory, FreePort.next());
    postgres.run("initdb", "-D", postgres.data(), "-U", USER, "-A", "trust", "-N", "-E", "UTF8");
    postgres.startAgain();
    return postgres;
  }

  void startAgain() throws Exception {
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
        "start");
  }

  void stop() throws Exception {
    run("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  static String user() {
    return USER;
  }

  /** The first column of what a query brings. */
  List<String> query(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(), USER, "");
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private void run(String tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    }
    command.add(executable(tool));
    command.addAll(List.of(arguments));
    Path output = Files.createTempDirectory("talkspurt-postgres-output");
    Tool.Result result = Tool.run(output, 30, command.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new IOException(tool + ": " + result.output());
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Debian keeps them out of the path, a directory for each version. */
  private static String executable(String tool) throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> all = Files.list(versions)) {
        return all.map(version -> version.resolve("bin").resolve(tool))
            .filter(Files::isExecutable)
            .sorted()
            .toList()
            .getLast()
            .toString();
      }
    }
    return tool;
  }

  @Override
  public void close() throws Exception {
    if (Files.exists(Path.of(data(), "postmaster.pid"))) {
      run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }
  }
}
