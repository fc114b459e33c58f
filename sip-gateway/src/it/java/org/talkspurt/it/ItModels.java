package org.talkspurt.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;

/** The default models, from the user's cache. */
final class ItModels {
  private ItModels() {}

  static MoonshineRecognizer recognizer() {
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
    String set = "moonshine-tiny-en";
    store.fetch(List.of(set));
    return MoonshineRecognizer.load(
        store.file(set, "encoder_model.ort"),
        store.file(set, "decoder_model_merged.ort"),
        store.file(set, "tokenizer.bin"));
  }
}
