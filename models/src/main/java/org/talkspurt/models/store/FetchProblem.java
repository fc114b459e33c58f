package org.talkspurt.models.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;

/** Why there is no model file, and what the operator can do about it. */
public sealed interface FetchProblem {

  /** For the operator: what is wrong and what to do. */
  String message();

  /** The manifest cannot be read. */
  record BadManifest(String origin, String detail) implements FetchProblem {
    @Override
    public String message() {
      return origin + ": " + detail;
    }
  }

  record UnknownSet(String set, Collection<String> known) implements FetchProblem {
    @Override
    public String message() {
      return "model set %s is not in the model list (expected: one of %s)".formatted(set, known);
    }
  }

  record UnknownFile(String set, String file) implements FetchProblem {
    @Override
    public String message() {
      return "model set %s has no file %s in the model list".formatted(set, file);
    }
  }

  record NotCached(Path file) implements FetchProblem {
    @Override
    public String message() {
      return "model file %s is not there: fetch its set first".formatted(file);
    }
  }

  /** The program that fetches a package is not installed. */
  record ClientMissing(String packageName, String command, String advice) implements FetchProblem {
    @Override
    public String message() {
      return "cannot fetch %s: no working %s: %s".formatted(packageName, command, advice);
    }
  }

  record NoNetwork(String what, String detail) implements FetchProblem {
    @Override
    public String message() {
      return ("cannot fetch %s: no network (%s); connect once or copy the model directory from a"
              + " machine that has it")
          .formatted(what, detail);
    }
  }

  record NotServed(String what, String detail) implements FetchProblem {
    @Override
    public String message() {
      return "%s is not served any more (%s); name another source in the model list"
          .formatted(what, detail);
    }
  }

  /** The package is there, the file in it is not. */
  record NotInPackage(String packageName, String member) implements FetchProblem {
    @Override
    public String message() {
      return "%s holds no %s; correct the model list".formatted(packageName, member);
    }
  }

  /** What came is not what the manifest promises. */
  record WrongContent(String file, String expected, String actual) implements FetchProblem {
    @Override
    public String message() {
      return "%s: expected %s, got %s; nothing was kept, fetch again or correct the model list"
          .formatted(file, expected, actual);
    }
  }

  record DiskFull(Path directory, long neededBytes, long freeBytes) implements FetchProblem {
    @Override
    public String message() {
      return "%s: needs %s, has %s free; make room or set talkspurt.models.directory"
          .formatted(directory, megabytes(neededBytes), megabytes(freeBytes));
    }
  }

  record LockHeld(String set, Path lock) implements FetchProblem {
    @Override
    public String message() {
      return "another process is fetching model set %s (it holds %s); start again when it is done"
          .formatted(set, lock);
    }
  }

  /** Reading or writing the cache failed. */
  record BadDirectory(Path directory, String detail) implements FetchProblem {
    @Override
    public String message() {
      return "%s: %s; make it writable or set talkspurt.models.directory"
          .formatted(directory, detail);
    }
  }

  /** Anything else. */
  record FetchFailed(String what, String detail) implements FetchProblem {
    @Override
    public String message() {
      return "cannot fetch %s: %s".formatted(what, detail);
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
