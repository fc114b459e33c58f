package org.talkspurt.gateway.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that come with the jar. */
public final class BundledText {

  private BundledText() {}

  /**
   * A text in UTF-8; empty if there is none of that name.
   *
   * @param name path from the root of the class path
   */
  public static Optional<String> find(String name) {
    try (InputStream in = BundledText.class.getClassLoader().getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same of one that the jar is not whole without. */
  public static String get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("no " + name + " in the jar"));
  }
}
