package org.talkspurt.models.llm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one event of a chat completion brings. Fields that nobody here needs (fingerprints, what a
 * model thinks before it answers) are passed over.
 *
 * @param text the next piece of the answer; may be empty
 * @param calls pieces of tool calls; may be none
 * @param tokens that the request has used by now; 0: it does not say
 * @param last whether the server says that this is the end
 */
record ChatChunk(String text, List<ToolCallPieces.Piece> calls, long tokens, boolean last) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DONE = "[DONE]";

  /**
   * @throws ChatException if it is no chunk, or the server's word that it gives up
   */
  static ChatChunk parse(String data) throws ChatException {
    if (data.strip().equals(DONE)) {
      return new ChatChunk("", List.of(), 0, true);
    }
    JsonNode chunk = tree(data);
    if (chunk.has("error")) {
      throw new ChatException(ChatOutcome.REFUSED, "error in the stream");
    }
    if (!chunk.isObject() || !chunk.path("choices").isArray()) {
      throw new ChatException(ChatOutcome.GARBAGE, "no chunk of a chat completion");
    }
    JsonNode choice = chunk.path("choices").path(0);
    return new ChatChunk(
        choice.path("delta").path("content").asString(""),
        calls(choice.path("delta").path("tool_calls")),
        tokens(chunk),
        !choice.path("finish_reason").asString("").isEmpty());
  }

  /** The same where nothing but that is wanted; what is no JSON says nothing. */
  static long tokens(String data) {
    try {
      return tokens(JSON.readTree(data));
    } catch (JacksonException e) {
      return 0;
    }
  }

  private static long tokens(JsonNode chunk) {
    return Math.max(0, chunk.path("usage").path("total_tokens").asLong(0));
  }

  private static List<ToolCallPieces.Piece> calls(JsonNode pieces) {
    List<ToolCallPieces.Piece> calls = new ArrayList<>();
    for (JsonNode piece : pieces) {
      JsonNode function = piece.path("function");
      JsonNode arguments = function.path("arguments");
      calls.add(
          new ToolCallPieces.Piece(
              piece.path("index").asInt(0),
              piece.path("id").asString(""),
              function.path("name").asString(""),
              arguments.isObject() ? arguments.toString() : arguments.asString("")));
    }
    return calls;
  }

  private static JsonNode tree(String data) throws ChatException {
    try {
      return JSON.readTree(data);
    } catch (JacksonException e) {
      // Its message would quote what was said.
      throw new ChatException(ChatOutcome.GARBAGE, "no JSON in the stream");
    }
  }
}
