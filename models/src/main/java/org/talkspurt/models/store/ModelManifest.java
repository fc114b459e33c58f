package org.talkspurt.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The model list: all file sets that can be fetched, in the order of the file. */
public final class ModelManifest {

  private final SequencedMap<String, ModelSet> sets = new LinkedHashMap<>();

  ModelManifest(List<ModelSet> sets) {
    for (var set : sets) {
      this.sets.put(set.name(), set);
    }
  }

  /**
   * Reads {@code models.yaml}.
   *
   * @throws ModelStoreException naming the key that is wrong
   */
  public static ModelManifest read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ModelStoreException(
          new FetchProblem.BadManifest(file.toString(), "no such file"), e);
    } catch (IOException e) {
      throw new ModelStoreException(new FetchProblem.BadManifest(file.toString(), e.toString()), e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param origin names it in messages
   * @throws ModelStoreException naming the key that is wrong
   */
  public static ModelManifest parse(String origin, String yaml) {
    return new ModelManifest(new ManifestReader(origin).read(yaml));
  }

  /** All sets, in the order of the file. */
  public List<ModelSet> sets() {
    return List.copyOf(sets.sequencedValues());
  }

  /**
   * @throws ModelStoreException if there is no such set
   */
  public ModelSet set(String name) {
    var set = sets.get(name);
    if (set == null) {
      throw new ModelStoreException(new FetchProblem.UnknownSet(name, sets.sequencedKeySet()));
    }
    return set;
  }
}
