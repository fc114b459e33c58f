package org.talkspurt.models.tts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * NumPy's archive of arrays: a zip of .npy files, each a header in Python's notation and the raw
 * elements. Little-endian float32 and text are read, other types refused.
 */
final class NpzFile {

  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);

  /** Magic, version and the longer form of the header's length. */
  private static final int SHORTEST_BYTES = 12;

  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']{1,16})'");
  private static final Pattern COLUMNS_FIRST = Pattern.compile("'fortran_order':\\s*True");
  private static final String SUFFIX = ".npy";

  /** An array bigger than this has no place in a pronunciation model. */
  private static final int MAX_ARRAY_BYTES = 64 << 20;

  private final Map<String, float[]> arrays = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  private NpzFile() {}

  /**
   * @throws IOException if the file cannot be read or holds something else
   */
  static NpzFile read(Path file) throws IOException {
    var npz = new NpzFile();
    try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          byte[] content = zip.readNBytes(MAX_ARRAY_BYTES);
          npz.put(name.substring(0, name.length() - SUFFIX.length()), content);
        }
      }
    }
    return npz;
  }

  private void put(String name, byte[] content) throws IOException {
    var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < SHORTEST_BYTES || !startsWithMagic(content)) {
      throw new IOException(name + ": not a NumPy array");
    }
    bytes.position(MAGIC.length);
    boolean longHeader = bytes.getShort() != 1; // version 1.0 has a 16-bit header length
    int headerBytes = longHeader ? bytes.getInt() : bytes.getShort() & 0xffff;
    if (headerBytes < 0 || headerBytes > bytes.remaining()) {
      throw new IOException(name + ": header of " + headerBytes + " bytes");
    }
    String header = new String(content, bytes.position(), headerBytes, StandardCharsets.ISO_8859_1);
    bytes.position(bytes.position() + headerBytes);
    var type = TYPE.matcher(header);
    if (!type.find() || COLUMNS_FIRST.matcher(header).find()) {
      throw new IOException(name + ": unknown layout " + header.strip());
    }
    if (type.group(1).equals("<f4")) {
      float[] elements = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(elements);
      arrays.put(name, elements);
    } else if (type.group(1).startsWith("<U")) {
      texts.put(name, Charset.forName("UTF-32LE").decode(bytes).toString());
    } else {
      throw new IOException(name + ": unknown type " + type.group(1));
    }
  }

  private static boolean startsWithMagic(byte[] content) {
    return Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** The elements in row-major order. */
  float[] array(String name) throws IOException {
    float[] array = arrays.get(name);
    if (array == null) {
      throw new IOException(name + ": missing");
    }
    return array;
  }

  /**
   * The elements in row-major order.
   *
   * @param size the number of elements that it must have
   */
  float[] array(String name, int size) throws IOException {
    float[] array = array(name);
    if (array.length != size) {
      throw new IOException(name + ": " + array.length + " elements, not " + size);
    }
    return array;
  }

  String text(String name) throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw new IOException(name + ": missing");
    }
    return text;
  }
}
