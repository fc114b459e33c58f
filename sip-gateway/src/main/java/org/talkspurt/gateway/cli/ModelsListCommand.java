package org.talkspurt.gateway.cli;

import java.util.List;
import java.util.Locale;
import org.talkspurt.models.store.ModelFile;
import org.talkspurt.models.store.ModelSet;
import org.talkspurt.models.store.ModelSource.RegistryPackage;
import org.talkspurt.models.store.ModelSource.WebFile;
import org.talkspurt.models.store.ModelStore;
import picocli.CommandLine.Command;

/** Says which models there are. */
@Command(
    name = "list",
    description = {
      "Says which models there are: size, whether the cache has them, where they come",
      "from, licence. Nothing is fetched.",
      ""
    },
    footer = {"", "  models list"})
final class ModelsListCommand extends ModelsTask {

  @Override
  int run() {
    ModelStore store = cache().store((_, _, _) -> {});
    List<ModelSet> sets = cache().manifest().sets();
    List<ModelSet> wanted =
        names().isEmpty()
            ? sets
            : names().stream().map(name -> cache().manifest().set(name)).toList();
    out(row("set", "MB", "cache", "from", "licence"));
    for (ModelSet set : wanted) {
      out(
          row(
              set.name(),
              megabytes(set.files().stream().mapToLong(ModelFile::bytes).sum()),
              state(set, store.missing(set.name()).size()),
              origin(set),
              set.licence()));
    }
    out("cache: " + cache().directory());
    return 0;
  }

  private static String state(ModelSet set, int missing) {
    int all = set.files().size();
    if (missing == 0) {
      return "here";
    }
    return missing == all ? "missing" : (all - missing) + " of " + all;
  }

  private static String origin(ModelSet set) {
    return switch (set.files().getFirst().source()) {
      case RegistryPackage from -> from.coordinates();
      case WebFile(var uri) -> String.valueOf(uri.getHost());
    };
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private static String row(String set, String size, String state, String from, String licence) {
    return "%-20s %6s  %-8s %-30s  %s".formatted(set, size, state, from, licence).stripTrailing();
  }
}
