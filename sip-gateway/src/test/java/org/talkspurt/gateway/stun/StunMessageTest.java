package org.talkspurt.gateway.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors are those of RFC 5769 §2.2 and §2.3. */
class StunMessageTest {

  private static final byte[] ID = hex("b7e7a701bc34d686fa87dfae");
  private static final byte[] IPV4 =
      hex(
          "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
              + "002000080001a147e112a643"
              + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
              + "80280004c07d4c96");
  private static final byte[] IPV6 =
      hex(
          "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
              + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
              + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
              + "80280004c8fb0b4c");

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @Test
  void aRequestIsAHeader() {
    assertThat(StunMessage.request(ID)).isEqualTo(hex("000100002112a442b7e7a701bc34d686fa87dfae"));
  }

  @Test
  void theAddressIsUnmasked() {
    assertThat(StunMessage.mapped(IPV4, IPV4.length, ID))
        .contains(InetAddress.ofLiteral("192.0.2.1"));
    assertThat(StunMessage.mapped(IPV6, IPV6.length, ID))
        .contains(InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677"));
  }

  @Test
  void anotherTransactionIsNotOurs() {
    byte[] other = ID.clone();
    other[11]++;
    assertThat(StunMessage.mapped(IPV4, IPV4.length, other)).isEmpty();
  }

  @Test
  void whatIsCutOrChangedIsNotBelieved() {
    for (int length = 0; length < IPV4.length; length++) {
      assertThat(StunMessage.mapped(IPV4, length, ID)).isEmpty();
    }
    // Without its name, bytes 72 and 73, the fingerprint is none.
    for (int i = 0; i < 72; i++) {
      byte[] changed = IPV4.clone();
      changed[i] ^= 1;
      assertThat(StunMessage.mapped(changed, changed.length, ID)).as("byte %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "01110008, 002000080001a147e112a643, false",
    "0101000c, 000100080001a147e112a643, false",
    "0101000c, 002000080003a147e112a643, false",
    "0101000c, 002000070001a147e112a643, false",
    "0101000c, 00200fff0001a147e112a643, false",
    "0101000c, 7fff00080001a147e112a643, false",
    "0101000c, 002000080001a147e112a643, true",
  })
  void onlyASuccessWithAnAddressThatWeUnderstandCounts(
      String begin, String attribute, boolean believed) {
    byte[] message = hex(begin + "2112a442" + "b7e7a701bc34d686fa87dfae" + attribute);
    assertThat(StunMessage.mapped(message, message.length, ID).isPresent()).isEqualTo(believed);
  }

  @Test
  void anyBytesAreSurvived() {
    Random random = new Random(9);
    for (int i = 0; i < 100_000; i++) {
      byte[] message = Arrays.copyOf(IPV6, 20 + 4 * random.nextInt(300));
      int from = random.nextInt(message.length);
      for (int at = from; at < Math.min(message.length, from + 8); at++) {
        message[at] = (byte) random.nextInt();
      }
      int size = message.length - 20;
      message[2] = (byte) (size >> 8);
      message[3] = (byte) size;
      assertThat(StunMessage.mapped(message, message.length, ID)).isNotNull();
    }
  }
}
