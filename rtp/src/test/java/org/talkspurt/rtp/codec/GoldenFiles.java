package org.talkspurt.rtp.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the files of {@code src/test/resources/codec} anew: {@code voice.s16} is {@link
 * TestSound#voice}, what others made of it are spandsp's G.722 and libopus' Opus. To be run where
 * both are installed, with the folder as its argument.
 */
final class GoldenFiles {

  private GoldenFiles() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    short[] voice = TestSound.voice(16_000, 960);
    Files.write(folder.resolve("voice.s16"), TestSound.bytes(voice));
    Spandsp spandsp = Spandsp.load();
    byte[] g722 = Spandsp.encoded(spandsp, voice);
    Files.write(folder.resolve("voice.g722"), g722);
    Files.write(folder.resolve("voice.g722.s16"), TestSound.bytes(Spandsp.decoded(spandsp, g722)));
    try (var opus = new Opus(LibOpus.load().make(OpusSettings.DEFAULT))) {
      List<byte[]> packets = OpusTest.encoded(opus, voice);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      for (byte[] packet : packets) {
        file.write(packet.length);
        file.write(packet);
      }
      Files.write(folder.resolve("voice.opus"), file.toByteArray());
      Files.write(
          folder.resolve("voice.opus.s16"), TestSound.bytes(OpusTest.decoded(opus, packets)));
    }
  }

  /** Packets of a file, each after a byte with its length. */
  static List<byte[]> packets(byte[] file) {
    List<byte[]> packets = new ArrayList<>();
    for (int at = 0; at < file.length; at += 1 + (file[at] & 0xFF)) {
      packets.add(Arrays.copyOfRange(file, at + 1, at + 1 + (file[at] & 0xFF)));
    }
    return packets;
  }
}
