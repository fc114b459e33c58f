package org.talkspurt.models.asr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces that Moonshine's tokens stand for. The file holds them in the order of their ids, each
 * as its length and its bytes; a length of 128 or more takes two bytes, low seven bits first. A
 * piece may be part of a UTF-8 character only.
 */
final class Vocabulary {

  /** What SentencePiece writes for a space. */
  private static final char SPACE = '\u2581';

  private final List<byte[]> pieces;

  private Vocabulary(List<byte[]> pieces) {
    this.pieces = pieces;
  }

  static Vocabulary read(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("tokenizer " + file + ": " + e.getMessage(), e);
    }
  }

  static Vocabulary parse(byte[] content) throws IOException {
    var pieces = new ArrayList<byte[]>();
    var in = ByteBuffer.wrap(content);
    try {
      while (in.hasRemaining()) {
        int length = in.get() & 0xFF;
        if (length >= 128) {
          length += ((in.get() & 0xFF) - 1) * 128;
        }
        var piece = new byte[length];
        in.get(piece);
        pieces.add(piece);
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("ends within token " + pieces.size(), e);
    }
    if (pieces.isEmpty()) {
      throw new IOException("no tokens");
    }
    return new Vocabulary(pieces);
  }

  int size() {
    return pieces.size();
  }

  /** The text of a sequence of ids, without control tokens such as {@code <s>}. */
  String text(int... ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      var piece = pieces.get(id);
      if (!isControl(piece)) {
        bytes.writeBytes(piece);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(SPACE, ' ').strip();
  }

  private static boolean isControl(byte[] piece) {
    return piece.length > 2 && piece[0] == '<' && piece[piece.length - 1] == '>';
  }
}
