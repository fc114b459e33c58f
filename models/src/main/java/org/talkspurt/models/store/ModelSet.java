package org.talkspurt.models.store;

import java.util.List;

/**
 * Files that are only of use together.
 *
 * @param licence SPDX names, with what else a user should know of the files' origin
 */
public record ModelSet(String name, String licence, List<ModelFile> files) {

  public ModelSet {
    files = List.copyOf(files);
  }

  ModelFile file(String fileName) {
    return files.stream()
        .filter(file -> file.name().equals(fileName))
        .findFirst()
        .orElseThrow(() -> new ModelStoreException(new FetchProblem.UnknownFile(name, fileName)));
  }
}
