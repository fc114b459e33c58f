package org.talkspurt.models.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text to token ids by WordPiece (Wu et al., arXiv:1609.08144): of each word the longest piece that
 * is known, then the longest of the rest. Text never becomes a control token, whatever it says.
 */
final class WordPieces {

  /** Marks a piece that goes on within a word. */
  private static final String CONTINUED = "##";

  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> ids;
  private final int maxTokens;
  private final int start;
  private final int end;
  private final int unknown;

  private WordPieces(Map<String, Integer> ids, int maxTokens) throws IOException {
    this.ids = ids;
    this.maxTokens = maxTokens;
    start = control("[CLS]");
    end = control("[SEP]");
    unknown = control("[UNK]");
  }

  /**
   * Reads the {@code tokenizer.json} of an uncased BERT.
   *
   * @param maxTokens with those that start and end the text; what goes beyond is cut
   */
  static WordPieces read(Path file, int maxTokens) {
    try {
      return parse(Files.readAllBytes(file), maxTokens);
    } catch (IOException e) {
      throw new UncheckedIOException("tokenizer " + file + ": " + e.getMessage(), e);
    }
  }

  static WordPieces parse(byte[] json, int maxTokens) throws IOException {
    try {
      var root = JsonMapper.shared().readTree(json);
      var model = root.path("model");
      if (!model.path("type").asString("").equals("WordPiece")
          || !root.path("normalizer").path("lowercase").asBoolean(false)) {
        throw new IOException("no uncased WordPiece tokenizer");
      }
      var ids = new HashMap<String, Integer>();
      model.path("vocab").forEachEntry((piece, id) -> ids.put(piece, id.asInt()));
      return new WordPieces(ids, maxTokens);
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private int control(String token) throws IOException {
    var id = ids.get(token);
    if (id == null) {
      throw new IOException("no " + token);
    }
    return id;
  }

  /** The ids of a text's tokens, between those for its start and its end. */
  long[] ids(String text) {
    long[] found = new long[maxTokens];
    int count = 0;
    found[count++] = start;
    for (var word : BertWords.of(text)) {
      count = add(word, found, count);
    }
    found[count++] = end;
    return Arrays.copyOf(found, count);
  }

  /** Adds a word's pieces, or one unknown token if some of it is unknown. */
  private int add(String word, long[] found, int count) {
    int room = maxTokens - 1;
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      return put(unknown, found, count, room);
    }
    int behind = count;
    for (int from = 0; from < word.length(); ) {
      int to = word.length();
      var id = piece(word, from, to);
      while (id == null && to > from + 1) {
        id = piece(word, from, --to);
      }
      if (id == null) {
        return put(unknown, found, count, room);
      }
      behind = put(id, found, behind, room);
      from = to;
    }
    return behind;
  }

  private @Nullable Integer piece(String word, int from, int to) {
    var text = word.substring(from, to);
    return ids.get(from == 0 ? text : CONTINUED + text);
  }

  private static int put(long id, long[] found, int count, int room) {
    if (count < room) {
      found[count++] = id;
    }
    return count;
  }
}
