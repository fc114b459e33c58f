package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] file(byte[]... pieces) {
    var file = new ByteArrayOutputStream();
    for (var piece : pieces) {
      if (piece.length >= 128) {
        file.write(128 + piece.length % 128);
        file.write(piece.length / 128);
      } else {
        file.write(piece.length);
      }
      file.writeBytes(piece);
    }
    return file.toByteArray();
  }

  @Test
  void joinsPiecesAndStripsOuterSpaces() throws IOException {
    var vocabulary = Vocabulary.parse(file(bytes("▁What"), bytes("▁ti"), bytes("me"), bytes("?")));

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.text(0, 1, 2, 3)).isEqualTo("What time?");
    assertThat(vocabulary.text()).isEmpty();
  }

  @Test
  void leavesOutControlTokens() throws IOException {
    var vocabulary =
        Vocabulary.parse(file(bytes("<s>"), bytes("<<ST_1>>"), bytes("<"), bytes("a")));

    assertThat(vocabulary.text(0, 1, 2, 3)).isEqualTo("<a");
  }

  @Test
  void putsCharacterTogetherFromItsBytes() throws IOException {
    byte[] eAcute = bytes("é");
    var vocabulary =
        Vocabulary.parse(file(bytes("caf"), new byte[] {eAcute[0]}, new byte[] {eAcute[1]}));

    assertThat(vocabulary.text(0, 1, 2)).isEqualTo("café");
  }

  @Test
  void readsLengthOfTwoBytes() throws IOException {
    var vocabulary = Vocabulary.parse(file(bytes("x".repeat(300)), bytes("y".repeat(128))));

    assertThat(vocabulary.text(0)).hasSize(300);
    assertThat(vocabulary.text(1)).hasSize(128);
  }

  @Test
  void refusesTruncatedAndEmptyFiles() {
    assertThatThrownBy(() -> Vocabulary.parse(new byte[] {1, 'a', 5, 'b'}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("token 1");
    assertThatThrownBy(() -> Vocabulary.parse(new byte[] {(byte) 200}))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Vocabulary.parse(new byte[0])).isInstanceOf(IOException.class);
  }
}
