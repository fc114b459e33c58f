package org.talkspurt.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;

/** The default models, from the user's cache. */
public final class ItModels {
  private ItModels() {}

  public static MoonshineRecognizer recognizer() {
    String set = "moonshine-tiny-en";
    return MoonshineRecognizer.load(
        file(set, "encoder_model.ort"),
        file(set, "decoder_model_merged.ort"),
        file(set, "tokenizer.bin"));
  }

  /** A file of a set, fetched if it is not there. */
  public static Path file(String set, String name) {
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    ModelStore store =
        new ModelStore(
            ModelManifest.read(
                Path.of(System.getProperty("talkspurt.root", ".."), "config", "models.yaml")),
            cache.resolve("talkspurt/models"),
            (_, _, _) -> {});
    store.fetch(List.of(set));
    return store.file(set, name);
  }
}
