package org.talkspurt.models.llm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts tool calls together that come in pieces: the first piece of a call brings its id and name,
 * the others more of its arguments. Bounded.
 */
final class ToolCallPieces {
  static final int MOST_CALLS = 8;
  static final int LONGEST_ARGUMENTS = 16 * 1024;

  private final List<Begun> calls = new ArrayList<>();
  private final Map<Integer, Begun> byIndex = new HashMap<>();

  /**
   * A piece of a call.
   *
   * @param index of the call in the answer
   * @param id empty but in the first piece
   * @param name empty but in the first piece
   * @param arguments more of them
   */
  record Piece(int index, String id, String name, String arguments) {}

  private static final class Begun {
    final String id;
    final String name;
    final StringBuilder arguments = new StringBuilder();

    Begun(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  void add(Piece piece) throws ChatException {
    Begun call = byIndex.get(piece.index());
    // Some servers send whole calls, all under the index 0.
    if (call == null || !(piece.id().isEmpty() || piece.id().equals(call.id))) {
      if (calls.size() == MOST_CALLS) {
        throw new ChatException(ChatOutcome.GARBAGE, "too many tool calls");
      }
      String id = piece.id().isEmpty() ? "call_" + calls.size() : piece.id();
      call = new Begun(id, piece.name());
      calls.add(call);
      byIndex.put(piece.index(), call);
    }
    call.arguments.append(piece.arguments());
    if (call.arguments.length() > LONGEST_ARGUMENTS) {
      throw new ChatException(ChatOutcome.GARBAGE, "too long arguments of a tool call");
    }
  }

  List<ToolCall> calls() {
    return calls.stream()
        .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
        .toList();
  }
}
