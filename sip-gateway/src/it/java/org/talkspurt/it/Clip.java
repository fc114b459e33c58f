package org.talkspurt.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.talkspurt.rtp.audio.Resampler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller's recording, 8 kHz mono.
 *
 * @param speechEndMs where the speech ends, ms from the clip's start, as annotated in clips.json
 */
public record Clip(
    String name, String text, String voice, short[] pcm, int speechStartMs, int speechEndMs) {

  static List<Clip> all() {
    try (InputStream in = Clip.class.getResourceAsStream("/callers/clips.json")) {
      return JsonMapper.shared().readTree(in).valueStream().map(Clip::of).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public static Clip named(String name) {
    return all().stream().filter(clip -> clip.name.equals(name)).findFirst().orElseThrow();
  }

  private static Clip of(JsonNode node) {
    String name = node.get("name").asString();
    return new Clip(
        name,
        node.get("text").asString(),
        node.get("voice").asString(),
        readWav("/callers/" + name + ".wav"),
        node.get("speechStartMs").asInt(),
        node.get("speechEndMs").asInt());
  }

  private static short[] readWav(String resource) {
    try (InputStream in = Clip.class.getResourceAsStream(resource)) {
      return pcm(in.readAllBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Samples of a mono µ-law or 16-bit WAV. */
  public static short[] pcm(byte[] wav) {
    int format = wav[20] & 0xFF;
    int at = 12;
    while (!(wav[at] == 'd' && wav[at + 1] == 'a' && wav[at + 2] == 't' && wav[at + 3] == 'a')) {
      at += 8 + littleEndian(wav, at + 4);
    }
    int bytes = Math.min(littleEndian(wav, at + 4), wav.length - at - 8);
    at += 8;
    if (format == 7) {
      return G711.decode(java.util.Arrays.copyOfRange(wav, at, at + bytes));
    }
    short[] pcm = new short[bytes / 2];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) ((wav[at + 2 * i] & 0xFF) | wav[at + 2 * i + 1] << 8);
    }
    return pcm;
  }

  private static int littleEndian(byte[] b, int at) {
    return (b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
  }

  /** The first channel of a 16-bit WAV at 8 kHz. */
  static short[] narrowband(byte[] wav) {
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    int channels = header.getShort(22);
    int rateHz = header.getInt(24);
    short[] interleaved = pcm(wav);
    short[] first = new short[interleaved.length / channels];
    for (int i = 0; i < first.length; i++) {
      first[i] = interleaved[i * channels];
    }
    return Resampler.create(rateHz, 8_000).whole(first);
  }
}
