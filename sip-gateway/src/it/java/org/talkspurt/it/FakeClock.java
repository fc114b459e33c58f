package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A wall clock of a bot's own, which steps, by libfaketime. The monotonic clock runs on. */
final class FakeClock {
  private static final int NOTICED_MS = 1_500;

  private final Path library;
  private final Path offset = Files.createTempDirectory("talkspurt-clock").resolve("offset");

  private FakeClock(Path library) throws IOException {
    this.library = library;
    step(Duration.ZERO);
  }

  /** Empty where libfaketime is not installed. */
  static Optional<FakeClock> installed() throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
      Optional<Path> library =
          libraries
              .map(directory -> directory.resolve("faketime/libfaketimeMT.so.1"))
              .filter(Files::exists)
              .findFirst();
      return library.isPresent() ? Optional.of(new FakeClock(library.get())) : Optional.empty();
    }
  }

  /**
   * What a shell must do for what it starts then. Without the second setting libfaketime ends every
   * timed wait of the JVM at once, which then spins.
   */
  String setUp() {
    return "export FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0"
        + " FAKETIME_CACHE_DURATION=1"
        + " FAKETIME_TIMESTAMP_FILE=%s LD_PRELOAD=%s".formatted(offset, library);
  }

  /** From now on it is so far from the true time; returns when that is noticed. */
  void step(Duration away) throws IOException {
    Path next = offset.resolveSibling("next");
    Files.writeString(next, "%+d".formatted(away.toSeconds()));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    WireCaller.pause(NOTICED_MS);
  }
}
