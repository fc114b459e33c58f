package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.Option;

/** The options that say what a sound without a header is. */
final class SoundOptions {

  @Option(
      names = "--raw",
      paramLabel = "s16|ulaw",
      description = "samples of a sound without a header (default s16, little-endian)")
  private SoundInput.Coding raw = SoundInput.Coding.S16;

  @Option(names = "--rate", paramLabel = "HZ", description = "of such a sound (default 8000)")
  private int rateHz = 8_000;

  /**
   * @throws IOException saying what was expected, if it is no such sound
   */
  SoundInput open(InputStream sound) throws IOException {
    return SoundInput.open(sound, raw, rateHz);
  }
}
