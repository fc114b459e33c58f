package org.talkspurt.gateway.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The agent files: all {@code *.yaml} of the operator's folder, and the ones in the jar whose names
 * are not taken there.
 */
public final class AgentFiles {

  /** The agents in the jar, under {@code agents/}. */
  private static final List<String> BUNDLED = List.of("clinic");

  private static final String EXTENSION = ".yaml";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_FILES = 1_000;

  private final Path directory;
  private final AgentParser parser = new AgentParser();

  /**
   * @param directory need not exist
   */
  public AgentFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Bytes of all files by agent name, to tell whether anything changed.
   *
   * @throws IOException if the folder cannot be listed; a file that cannot be read is an empty one
   *     and shows as broken
   */
  Map<String, Source> sources() throws IOException {
    var sources = new TreeMap<String, Source>();
    for (String name : BUNDLED) {
      sources.put(name, bundled(name));
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
            .filter(Files::isRegularFile)
            .sorted()
            .limit(MAX_FILES)
            .forEach(file -> sources.put(name(file), source(file)));
      }
    }
    return sources;
  }

  /** The names of all agents, good or broken. */
  public Set<String> names() {
    try {
      return sources().keySet();
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** All files as they are now, in the order of their names. */
  public List<AgentFile> readAll() {
    try {
      return sources().values().stream().map(this::read).toList();
    } catch (IOException e) {
      return List.of(
          new AgentFile.Broken(
              "",
              List.of(
                  new AgentFileError(
                      directory.toString(), 0, "", "expected a folder that can be read"))));
    }
  }

  /**
   * A file as it is now.
   *
   * @param file shown in errors
   * @param bytes content; one more than allowed if it is too long
   */
  record Source(String file, String name, ByteBuffer bytes) {}

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - EXTENSION.length());
  }

  private static Source source(Path file) {
    return source(file.toString(), name(file), () -> Files.newInputStream(file));
  }

  private static Source bundled(String name) {
    String resource = "agents/" + name + EXTENSION;
    return source(
        "classpath:" + resource,
        name,
        () -> {
          InputStream in = AgentFiles.class.getClassLoader().getResourceAsStream(resource);
          if (in == null) {
            throw new IOException("no " + resource + " in the jar");
          }
          return in;
        });
  }

  /** Opens a file. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private static Source source(String file, String name, Opening opening) {
    try (InputStream in = opening.open()) {
      return new Source(file, name, ByteBuffer.wrap(in.readNBytes(MAX_BYTES + 1)));
    } catch (IOException e) {
      return new Source(file, name, ByteBuffer.allocate(0));
    }
  }

  /** Reads one file. */
  AgentFile read(Source source) {
    if (source.bytes().remaining() > MAX_BYTES) {
      return broken(source, "expected at most 1 MiB");
    }
    if (!source.bytes().hasRemaining()) {
      return broken(source, "expected a readable file with content");
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(source.bytes().duplicate()).toString();
      return parser.parse(source.file(), source.name(), text);
    } catch (CharacterCodingException e) {
      return broken(source, "expected UTF-8");
    }
  }

  private static AgentFile broken(Source source, String expected) {
    return new AgentFile.Broken(
        source.name(), List.of(new AgentFileError(source.file(), 0, "", expected)));
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
