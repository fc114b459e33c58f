package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.sip.StreamFramer.FramingException;

/** RFC 3261 §18.3: where one message ends and the next begins. */
class StreamFramerTest {

  private static final int MAX_BYTES = 4_096;

  private final List<String> watched = new ArrayList<>();

  private final StreamFramer.Watch watch =
      new StreamFramer.Watch() {
        @Override
        public void messageBegan() {
          watched.add("began");
        }

        @Override
        public void messageEnded() {
          watched.add("ended");
        }

        @Override
        public void pinged() {
          watched.add("ping");
        }
      };

  private StreamFramer framer(String stream, int atOnce) {
    byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, atOnce));
          }
        };
    return new StreamFramer(in, MAX_BYTES, watch);
  }

  private static List<String> all(StreamFramer framer) throws Exception {
    List<String> messages = new ArrayList<>();
    for (byte[] next = framer.next(); next != null; next = framer.next()) {
      messages.add(new String(next, StandardCharsets.ISO_8859_1));
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100_000})
  void messagesAreWholeHoweverTheyArrive(int bytesAtOnce) throws Exception {
    String first = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\n\r\n\r\n";
    String second = "BYE sip:a SIP/2.0\r\nl :  2  \r\n\r\nhi";
    String third = "ACK sip:a SIP/2.0\nX: y\n\n";
    String stream = first + second + "\r\n\r\n" + third;
    assertThat(all(framer(stream, bytesAtOnce))).containsExactly(first, second, third);
    assertThat(watched)
        .containsExactly("began", "ended", "began", "ended", "ping", "began", "ended");
  }

  @Test
  void anEndInTheMiddleOfAMessageIsTheEnd() throws Exception {
    assertThat(all(framer("OPTIONS sip:a SIP/2.0\r\nl: 5\r\n\r\nfour", 100))).isEmpty();
    assertThat(all(framer("OPTIONS sip:a SIP/2.0\r\n", 100))).isEmpty();
    assertThat(all(framer("\r\n\r", 100))).isEmpty();
    assertThat(watched).containsExactly("began", "began");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: +5",
        "Content-Length: five",
        "Content-Length:",
        "Content-Length: 4294967296",
        "Content-Length: 5\r\nl: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5000",
        "Content-Type: application/sdp"
      })
  void aLengthThatTellsNothingEndsTheStream(String field) {
    String head = "OPTIONS sip:a SIP/2.0\r\n" + field + "\r\n\r\n";
    assertThatThrownBy(framer(head + "x".repeat(9_000), 100)::next)
        .isInstanceOfSatisfying(
            FramingException.class,
            e -> assertThat(e.head()).isEqualTo(head.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 100_000})
  void noMoreIsKeptThanAMessageMayBeLong(int bytesAtOnce) {
    assertThatThrownBy(framer("x".repeat(1 << 20), bytesAtOnce)::next)
        .isInstanceOfSatisfying(
            FramingException.class,
            e -> {
              assertThat(e).hasMessage("Message too long");
              assertThat(e.head()).hasSize(MAX_BYTES);
            });
  }
}
