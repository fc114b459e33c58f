package org.talkspurt.models.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events (WHATWG HTML §9.2.6): lines that end with LF, CR or both,
 * events that end with an empty one. Bounded in all that a server may send.
 */
public final class EventStream {
  public static final int LONGEST_EVENT = 256 * 1024;
  public static final int LONGEST_STREAM = 8 * 1024 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[8 * 1024];
  private byte[] line = new byte[512];
  private int lineLength;
  private int at;
  private int filled;
  private int total;
  private boolean afterCr;

  /** A server sends more than is read. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  public EventStream(InputStream in) {
    this.in = in;
  }

  /**
   * The data of the next event; null at the end of the stream. An event that the end cuts off is
   * none.
   *
   * @throws TooLongException if an event or the stream is too long
   */
  public @Nullable String next() throws IOException {
    StringBuilder data = null;
    while (readLine()) {
      if (lineLength == 0) {
        if (data != null) {
          return data.toString();
        }
      } else if (isData()) {
        String value = value();
        if (data == null) {
          data = new StringBuilder(value);
        } else {
          data.append('\n').append(value);
        }
        if (data.length() > LONGEST_EVENT) {
          throw new TooLongException();
        }
      }
    }
    return null;
  }

  /** Fields other than data, and comments, tell us nothing. */
  private boolean isData() {
    return lineLength >= 4
        && line[0] == 'd'
        && line[1] == 'a'
        && line[2] == 't'
        && line[3] == 'a'
        && (lineLength == 4 || line[4] == ':');
  }

  private String value() {
    int from = Math.min(lineLength, 5);
    if (from < lineLength && line[from] == ' ') {
      from++;
    }
    return new String(line, from, lineLength - from, StandardCharsets.UTF_8);
  }

  /** Reads a line without its end. Returns whether there was a whole one. */
  private boolean readLine() throws IOException {
    lineLength = 0;
    for (int octet = read(); octet >= 0; octet = read()) {
      boolean secondOfEnd = afterCr && octet == '\n';
      afterCr = octet == '\r';
      if (secondOfEnd) {
        continue;
      }
      if (octet == '\n' || octet == '\r') {
        return true;
      }
      append((byte) octet);
    }
    return false;
  }

  private void append(byte octet) throws TooLongException {
    if (lineLength == line.length) {
      if (lineLength >= LONGEST_EVENT) {
        throw new TooLongException();
      }
      line = Arrays.copyOf(line, lineLength * 2);
    }
    line[lineLength++] = octet;
  }

  private int read() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(buffer));
      if (filled == 0) {
        return -1;
      }
      total += filled;
      if (total > LONGEST_STREAM) {
        throw new TooLongException();
      }
    }
    return buffer[at++] & 0xff;
  }
}
