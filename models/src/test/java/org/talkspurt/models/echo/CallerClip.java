package org.talkspurt.models.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.talkspurt.models.TestModels;
import org.talkspurt.rtp.codec.Pcmu;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller's recording of the end-to-end tests, 8 kHz.
 *
 * @param speechFrom first sample of speech
 * @param speechTo sample after the last of speech
 */
record CallerClip(String name, short[] samples, int speechFrom, int speechTo) {

  private static final int WAV_HEADER_BYTES = 58;

  /** Those that interrupt: all but the backchannels. */
  static List<CallerClip> interruptions() {
    Path directory = TestModels.repository().resolve("sip-gateway/src/it/resources/callers");
    return JsonMapper.shared()
        .readTree(directory.resolve("clips.json").toFile())
        .valueStream()
        .filter(clip -> !List.of("i-okay", "i-mhm").contains(clip.get("name").asString()))
        .map(clip -> read(directory, clip))
        .toList();
  }

  private static CallerClip read(Path directory, JsonNode clip) {
    String name = clip.get("name").asString();
    try {
      byte[] wav = Files.readAllBytes(directory.resolve(name + ".wav"));
      short[] samples = new short[wav.length - WAV_HEADER_BYTES];
      new Pcmu().decode(wav, WAV_HEADER_BYTES, samples.length, samples);
      return new CallerClip(
          name,
          samples,
          clip.get("speechStartMs").asInt() * 8,
          clip.get("speechEndMs").asInt() * 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
