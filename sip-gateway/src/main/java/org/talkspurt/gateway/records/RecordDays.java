package org.talkspurt.gateway.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a directory of records: one a day, {@code calls-YYYY-MM-DD.jsonl}, in UTC. */
final class RecordDays {
  private static final Pattern NAME = Pattern.compile("calls-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");

  private final Path directory;

  RecordDays(Path directory) {
    this.directory = directory;
  }

  Path file(LocalDate day) {
    return directory.resolve("calls-" + day + ".jsonl");
  }

  /** The oldest first. */
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> day(file).isPresent()).sorted().toList();
    }
  }

  /** The day that a file is of; none if it is no file of records. */
  static Optional<LocalDate> day(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(name.group(1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
