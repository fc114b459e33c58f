package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

  @TempDir private Path directory;

  private Path npz(String name, byte[] array) throws IOException {
    Path file = directory.resolve("test.npz");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(array);
    }
    return file;
  }

  private static byte[] npy(String type, boolean columnsFirst, float... elements) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%d,), }\n"
            .formatted(type, columnsFirst ? "True" : "False", elements.length);
    var bytes =
        ByteBuffer.allocate(10 + header.length() + elements.length * 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
            .putShort((short) header.length())
            .put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (float element : elements) {
      bytes.putFloat(element);
    }
    return bytes.array();
  }

  @Test
  void readsFloats() throws IOException {
    var npz = NpzFile.read(npz("w.npy", npy("<f4", false, 1.5f, -2f)));

    assertThat(npz.array("w", 2)).containsExactly(1.5f, -2f);
  }

  @Test
  void saysWhatIsMissingOrOfAnotherSize() throws IOException {
    var npz = NpzFile.read(npz("w.npy", npy("<f4", false, 1.5f, -2f)));

    assertThatThrownBy(() -> npz.array("w", 3)).hasMessage("w: 2 elements, not 3");
    assertThatThrownBy(() -> npz.array("v", 3)).hasMessage("v: missing");
    assertThatThrownBy(() -> npz.text("w")).hasMessage("w: missing");
  }

  @Test
  void refusesOtherLayouts() {
    assertThatThrownBy(() -> NpzFile.read(npz("w.npy", npy("<f8", false, 1, 2))))
        .isInstanceOf(IOException.class)
        .hasMessage("w: unknown type <f8");
    assertThatThrownBy(() -> NpzFile.read(npz("w.npy", npy("<f4", true, 1, 2))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown layout");
  }

  @Test
  void refusesATruncatedArray() {
    byte[] whole = npy("<f4", false, 1, 2);
    for (int length = 0; length < whole.length - 8; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> NpzFile.read(npz("w.npy", part))).isInstanceOf(IOException.class);
    }
  }
}
