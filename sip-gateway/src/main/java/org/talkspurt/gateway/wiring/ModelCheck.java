package org.talkspurt.gateway.wiring;

import java.util.List;
import java.util.Locale;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.store.ModelFile;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ModelStoreException;

/** Reads the cache's models as a start would want them; fetches nothing. */
final class ModelCheck {

  private final TalkspurtProperties.Models models;
  private final Problems problems = new Problems();

  ModelCheck(TalkspurtProperties.Models models) {
    this.models = models;
  }

  CheckedPart part() {
    if (!models.load()) {
      return problems.part("models", "none: only echo and tone answer");
    }
    long wantedBytes = 0;
    try {
      ModelStore store =
          new ModelStore(LocalSpeech.manifest(), models.directory(), (_, _, _) -> {});
      for (String set : LocalSpeech.sets(SpeechConfiguration.choice(models))) {
        wantedBytes += wantedBytes(store, set);
      }
    } catch (ModelStoreException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (wantedBytes == 0) {
      return problems.part("models", models.directory().toString());
    }
    problems.writable("talkspurt.models.directory", models.directory());
    return problems.part(
        "models",
        String.format(
            Locale.ROOT, "a start fetches %.1f MB, as 'models fetch' does", wantedBytes / 1e6));
  }

  /** What a start would fetch of the set. */
  private long wantedBytes(ModelStore store, String set) {
    List<ModelFile> missing = store.missing(set);
    if (!missing.isEmpty() && models.fetch()) {
      return missing.stream().mapToLong(ModelFile::bytes).sum();
    }
    try {
      store.verify(List.of(set));
    } catch (ModelStoreException e) {
      problems.add(set + ": " + e.getMessage() + " ('models fetch' mends it)");
    }
    return 0;
  }
}
