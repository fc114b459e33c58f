package org.talkspurt.models.llm;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.talkspurt.models.events.EventStream;
import org.talkspurt.models.http.StreamedResponse;

/**
 * One request to one endpoint, on the thread that makes it. {@link #abort} ends it from any other,
 * and its connection with it.
 */
final class ChatExchange {
  private final HttpClient client;
  private final Thread worker = Thread.currentThread();

  /** Why it was ended; guarded by this, as is {@link #over}. */
  private @Nullable ChatOutcome aborted;

  private boolean over;

  ChatExchange(HttpClient client) {
    this.client = client;
  }

  /** Takes an answer as it comes. */
  interface Reader {
    void onText(String piece);

    void onCall(ToolCallPieces.Piece piece) throws ChatException;

    /** What the request has used, by the server's word; may come after the last piece. */
    void onTokens(long tokens);

    /** That was the last piece; the connection is not ready for another request yet. */
    void onLast();
  }

  /** Passes the pieces of the answer on as they come; returns after the last one. */
  void run(HttpRequest request, Reader reader) throws ChatException {
    try {
      var response = StreamedResponse.send(client, request);
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new ChatException(ChatOutcome.REFUSED, "status " + response.statusCode());
        }
        read(new EventStream(body), reader);
      }
    } catch (EventStream.TooLongException e) {
      throw new ChatException(ChatOutcome.GARBAGE, "more than an answer can be");
    } catch (InterruptedException | IOException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  private void read(EventStream events, Reader reader) throws IOException, ChatException {
    boolean answered = false;
    for (String data = events.next(); data != null; data = events.next()) {
      if (answered) {
        // Read to the end: else the connection could not be used again.
        noteTokens(ChatChunk.tokens(data), reader);
        continue;
      }
      ChatChunk chunk = ChatChunk.parse(data);
      if (!chunk.text().isEmpty()) {
        reader.onText(chunk.text());
      }
      for (ToolCallPieces.Piece piece : chunk.calls()) {
        reader.onCall(piece);
      }
      noteTokens(chunk.tokens(), reader);
      if (chunk.last()) {
        answered = true;
        reader.onLast();
      }
    }
    if (!answered) {
      throw new ChatException(ChatOutcome.BROKEN_OFF, "the stream ended in the middle");
    }
  }

  private static void noteTokens(long tokens, Reader reader) {
    if (tokens > 0) {
      reader.onTokens(tokens);
    }
  }

  /** Ends the request; its connection is closed. Nothing happens if it is over. */
  synchronized void abort(ChatOutcome why) {
    if (!over && aborted == null) {
      aborted = why;
      worker.interrupt();
    }
  }

  private synchronized void end() {
    over = true;
    // An interruption meant this request only.
    var _ = Thread.interrupted();
  }

  private synchronized ChatException failure(Exception cause) {
    ChatOutcome why = aborted == null ? ChatOutcome.UNREACHABLE : aborted;
    return new ChatException(why, cause.getClass().getSimpleName());
  }
}
