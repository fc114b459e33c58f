package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.rtp.codec.Pcmu;

class VadCommandTest {

  private static final int RATE_HZ = 8_000;

  private final Terminal terminal = new Terminal("vad", "--energy");
  @TempDir private Path folder;

  @Test
  void saysOfEachFrameWhetherSomebodySpeaks() throws IOException {
    assertThat(run("--raw", "s16", bytes("sound.s16", s16(soundFromOneSecond())))).isZero();
    List<String> lines = terminal.out().lines().toList();
    assertThat(lines).hasSize(100);
    assertThat(lines.getFirst()).matches(" +0\\.02 {2}silence {2}0\\.\\d\\d +-\\d+\\.\\d");
    assertThat(lines.get(48)).contains("  silence  ");
    assertThat(lines.get(54)).contains("  speech   ");
    assertThat(lines.getLast()).startsWith("     2.00  speech");
  }

  @Test
  void readsWavAndMuLawAlike() throws IOException {
    short[] sound = soundFromOneSecond();
    byte[] muLaw = new byte[sound.length];
    new Pcmu().encode(sound, sound.length, muLaw);
    assertThat(run("--raw", "ulaw", bytes("sound.ulaw", muLaw))).isZero();
    String raw = terminal.out();
    assertThat(run(bytes("muLaw.wav", wav(7, 8, muLaw, muLaw.length)))).isZero();
    assertThat(terminal.out()).isEqualTo(raw);
    byte[] linear = s16(sound);
    assertThat(run(bytes("linear.wav", wav(1, 16, linear, linear.length)))).isZero();
    String whole = terminal.out();
    assertThat(run(bytes("piped.wav", wav(1, 16, linear, -1)))).isZero();
    assertThat(terminal.out()).isEqualTo(whole);
  }

  @Test
  void silenceIsAnExitCodeOfOne() throws IOException {
    assertThat(run(bytes("silence.s16", new byte[RATE_HZ]))).isEqualTo(1);
    assertThat(terminal.out()).doesNotContain("speech");
    assertThat(run(bytes("empty.s16", new byte[0]))).isEqualTo(1);
  }

  @Test
  void explainsWhatIsWrong() throws IOException {
    assertWrong("is needed, one of them");
    assertWrong("no such file", folder.resolve("none.wav").toString());
    assertWrong("expected a WAV file", bytes("short.wav", new byte[] {'R', 'I', 'F', 'F'}));
    assertWrong("one channel of 16 bits", bytes("float.wav", wav(3, 32, new byte[8], 8)));
    assertWrong("expected: 8000 to 48000", "--rate", "11025", bytes("a.s16", new byte[8]));
    Terminal neural = new Terminal("vad", "--models", folder.toString());
    assertThat(neural.run(bytes("b.s16", new byte[8]))).isEqualTo(2);
    assertThat(neural.err()).contains("'models fetch' fetches it, --energy does without");
  }

  /** A second of silence, a second of a loud tone. */
  private static short[] soundFromOneSecond() {
    short[] sound = new short[2 * RATE_HZ];
    for (int i = RATE_HZ; i < sound.length; i++) {
      sound[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / RATE_HZ));
    }
    return sound;
  }

  private static byte[] s16(short[] sound) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(sound);
    return bytes.array();
  }

  private static byte[] wav(int coding, int bits, byte[] data, int length) {
    ByteBuffer wav = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(-1).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) coding).putShort((short) 1).putInt(RATE_HZ);
    wav.putInt(RATE_HZ * bits / 8).putShort((short) (bits / 8)).putShort((short) bits);
    return wav.put(ascii("data")).putInt(length).put(data).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String bytes(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private void assertWrong(String message, String... options) {
    assertThat(run(options)).as(message).isEqualTo(2);
    assertThat(terminal.err()).contains(message);
  }

  private int run(String... options) {
    return terminal.run(options);
  }
}
