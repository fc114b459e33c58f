package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** G.722 beside spandsp's, both ways, bit for bit: {@code mvn verify -Pinterop}. */
@Tag("interop")
class G722PeerTest {

  private static final int SAMPLES = 160_000;
  private static Spandsp peer;

  @BeforeAll
  static void load() {
    try {
      peer = Spandsp.load();
    } catch (UnsatisfiedLinkError e) {
      System.out.println("NOT COMPARED: spandsp is not installed (Debian: libspandsp2)");
      abort("spandsp is not installed (Debian: libspandsp2)");
    }
  }

  @Test
  void codesAndDecodesAsSpandspAtEveryLevel() {
    Random random = new Random(1);
    for (int level : new int[] {0, 1, 10, 300, 3000, 10_000, 20_000, 32_767}) {
      compare(sound(i -> level * Math.sin(2 * Math.PI * (50 + 3950.0 * i / SAMPLES) * i / 16_000)));
      compare(sound(i -> level * (2 * random.nextDouble() - 1) * Math.sin(i / 3000.0)));
      compare(sound(i -> level * Math.signum(Math.sin(2 * Math.PI * 100 * i / 16_000))));
    }
    compare(TestSound.voice(16_000, 10_000));
  }

  @Test
  void decodesWhateverBytesAsSpandsp() {
    byte[] payload = new byte[SAMPLES / 2];
    new Random(2).nextBytes(payload);
    compareDecoders(payload);
  }

  private static void compare(short[] pcm) {
    byte[] payload = new byte[pcm.length / 2];
    new G722().encode(pcm, pcm.length, payload);
    assertThat(payload).isEqualTo(Spandsp.encoded(peer, pcm));
    compareDecoders(payload);
  }

  private static void compareDecoders(byte[] payload) {
    short[] ours = new short[2 * payload.length];
    new G722().decode(payload, 0, payload.length, ours);
    short[] theirs = Spandsp.decoded(peer, payload);
    for (int i = 0; i < ours.length; i++) {
      // its version 0.0.6 lets the sum of both bands overflow
      if (ours[i] != Short.MIN_VALUE && ours[i] != Short.MAX_VALUE) {
        assertThat(ours[i]).as("sample %d", i).isEqualTo(theirs[i]);
      }
    }
  }

  private static short[] sound(IntToDoubleFunction value) {
    short[] pcm = new short[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      pcm[i] = (short) Math.round(value.applyAsDouble(i));
    }
    return pcm;
  }
}
