package org.talkspurt.models.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

/** A registry with one package: a tar file for npm, a zip file for the others. */
final class FakePackages implements PackageClient {

  Map<String, String> contents =
      Map.of("in/vad.onnx", "voice", "in/notes.txt", "activity, in words");
  IOException failure;
  int downloads;

  @Override
  public Path download(RegistryPackage wanted, Path into, LongConsumer doneBytes)
      throws IOException {
    downloads++;
    if (failure != null) {
      throw failure;
    }
    doneBytes.accept(400);
    return wanted instanceof NpmPackage
        ? Files.write(into.resolve("ears.tgz"), tar())
        : Files.write(into.resolve("ears.whl"), zip());
  }

  private byte[] zip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return bytes.toByteArray();
  }

  private byte[] tar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new GZIPOutputStream(bytes)) {
      for (var entry : contents.entrySet()) {
        byte[] content = entry.getValue().getBytes(StandardCharsets.US_ASCII);
        byte[] header = new byte[512];
        put(header, 0, entry.getKey().substring("in/".length()));
        put(header, 124, "%011o".formatted(content.length));
        put(header, 345, "in");
        tar.write(header);
        tar.write(content);
        tar.write(new byte[512 - content.length]);
      }
      tar.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
