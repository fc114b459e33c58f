package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into messages by their blank line and Content-Length (RFC 3261 §18.3), and holds no
 * more of it than one message may be long. Confined to the thread that reads the connection.
 */
final class StreamFramer {

  private static final int INITIAL_BYTES = 2_048;

  /** What the reader of a connection does while it waits. */
  interface Watch {
    /** A message has begun: its rest is due. */
    void messageBegan();

    /** The message is whole. */
    void messageEnded();

    /** The peer asks by an empty line and another whether we are there (RFC 5626 §4.4.1). */
    void pinged() throws IOException;
  }

  /** The stream goes on at a place that nobody knows. */
  static final class FramingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient byte[] head;

    FramingException(String problem, byte[] head) {
      super(problem, null, false, false);
      this.head = head;
    }

    /** What was read of the message, to answer it. */
    byte[] head() {
      return head;
    }
  }

  private final InputStream in;
  private final int maxMessageBytes;
  private final Watch watch;

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int length;

  StreamFramer(InputStream in, int maxMessageBytes, Watch watch) {
    this.in = in;
    this.maxMessageBytes = maxMessageBytes;
    this.watch = watch;
  }

  /**
   * Waits for a message.
   *
   * @return its bytes; null when the stream ends, be it in the middle of one
   */
  byte @Nullable [] next() throws IOException, FramingException {
    if (!skipKeepAlives()) {
      return null;
    }
    watch.messageBegan();
    int head = readHead();
    if (head < 0) {
      return null;
    }
    int end = head + bodyLength(head);
    while (length < end) {
      if (!fill()) {
        return null;
      }
    }
    watch.messageEnded();
    byte[] message = Arrays.copyOf(buffer, end);
    consume(end);
    return message;
  }

  /** Up to the first byte of a message; false when there is none. */
  private boolean skipKeepAlives() throws IOException, FramingException {
    int lineBreaks = 0;
    while (true) {
      int skipped = 0;
      while (skipped < length && (buffer[skipped] == '\r' || buffer[skipped] == '\n')) {
        skipped++;
        if (++lineBreaks % 4 == 0) {
          watch.pinged();
        }
      }
      consume(skipped);
      if (length > 0) {
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** Where the body begins; −1 when the stream ends before. */
  private int readHead() throws IOException, FramingException {
    int at = 0;
    while (true) {
      int end = headEnd(at);
      if (end > 0) {
        return end;
      }
      at = Math.max(0, length - 3); // a blank line may be cut
      if (!fill()) {
        return -1;
      }
    }
  }

  /** Behind the blank line; 0 if none has come. */
  private int headEnd(int from) {
    for (int i = from; i < length; i++) {
      if (buffer[i] != '\n') {
        continue;
      }
      int next = i + 1 < length && buffer[i + 1] == '\r' ? i + 2 : i + 1;
      if (next < length && buffer[next] == '\n') {
        return next + 1;
      }
    }
    return 0;
  }

  private int bodyLength(int head) throws FramingException {
    int declared = -1;
    boolean typed = false;
    int start = MessageLimits.afterLineBreak(buffer, MessageLimits.lineEnd(buffer, 0));
    while (start < head) {
      int end = MessageLimits.lineEnd(buffer, start);
      switch (MessageLimits.fieldName(buffer, start, end)) {
        case "content-length", "l" -> {
          if (declared >= 0) {
            throw broken("Repeated Content-Length", head);
          }
          declared = number(start, end, head);
        }
        case "content-type", "c" -> typed = true;
        default -> {}
      }
      start = MessageLimits.afterLineBreak(buffer, end);
    }
    if (declared < 0 && typed) {
      throw broken("Missing Content-Length", head);
    }
    if (declared > maxMessageBytes - head) {
      throw broken("Message too long", head);
    }
    return Math.max(0, declared);
  }

  private int number(int start, int end, int head) throws FramingException {
    String digits = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
    digits = digits.substring(digits.indexOf(':') + 1).strip();
    if (!digits.matches("[0-9]{1,9}")) {
      throw broken("Malformed Content-Length", head);
    }
    return Integer.parseInt(digits);
  }

  private FramingException broken(String problem, int head) {
    return new FramingException(problem, Arrays.copyOf(buffer, head));
  }

  /** Reads on; false at the end of the stream. */
  private boolean fill() throws IOException, FramingException {
    if (length == buffer.length) {
      if (length >= maxMessageBytes) {
        throw broken("Message too long", length);
      }
      buffer = Arrays.copyOf(buffer, Math.min(2 * length, maxMessageBytes));
    }
    int read = in.read(buffer, length, buffer.length - length);
    if (read > 0) {
      length += read;
    }
    return read > 0;
  }

  private void consume(int bytes) {
    length -= bytes;
    System.arraycopy(buffer, bytes, buffer, 0, length);
    if (length == 0 && buffer.length > INITIAL_BYTES) {
      buffer = new byte[INITIAL_BYTES]; // a connection that rests costs little
    }
  }
}
