package org.talkspurt.rtp.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.jitsi.srtp.BaseSrtpCryptoContext;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.crypto.SrtpCipher;
import org.jitsi.srtp.crypto.SrtpCipherGcm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The test vectors of RFC 7714 §16 and §17. They name session keys and salts, which no master key
 * can be found for: they are put into the library's contexts behind their derivation, which {@link
 * SrtpPeerTest} compares.
 */
class Rfc7714Test {

  private static final String KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /** "Quid pro quo". */
  private static final String SALT = "517569642070726f2071756f";

  /** "Gallia est omnis divisa in partes tres". */
  private static final String RTP =
      "8040f17b8041f8d35501a0b2"
          + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";

  private static final String RTP_IV = "51753c6580c2726f20718414";

  private static final String RTCP =
      "81c8000d4d617273"
          + "4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

  private static final int RTCP_INDEX = 0x5d4;

  private final byte[] packet = new byte[200];

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] key(SrtpProfile profile) {
    return Arrays.copyOf(bytes(KEY), profile.keyBytes());
  }

  private PacketView view(String hex) {
    byte[] bytes = bytes(hex);
    System.arraycopy(bytes, 0, packet, 0, bytes.length);
    return new PacketView().over(packet, bytes.length);
  }

  private static String hex(PacketView view) {
    return HexFormat.of().formatHex(view.getBuffer(), 0, view.getLength());
  }

  private static SrtpSource source(SrtpProfile profile, boolean rtcp, boolean sending) {
    long ssrc = rtcp ? 0x4d61_7273L : 0x5501_a0b2L;
    SrtpSource source = SrtpSource.of(rtcp, sending, ssrc, SrtpKeys.random(profile));
    BaseSrtpCryptoContext context =
        switch (source) {
          case SrtpSource.Rtp(var rtp) -> rtp;
          case SrtpSource.Rtcp(var reports) -> reports;
        };
    try {
      byte[] salt = (byte[]) field(BaseSrtpCryptoContext.class, "saltKey").get(context);
      System.arraycopy(bytes(SALT), 0, salt, 0, salt.length);
      var cipher = (SrtpCipher) field(BaseSrtpCryptoContext.class, "cipher").get(context);
      cipher.init(key(profile), salt);
      if (rtcp) {
        field(SrtcpCryptoContext.class, "sentIndex").setInt(context, RTCP_INDEX);
      }
    } catch (ReflectiveOperationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return source;
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** §16.1.1, §16.1.2, §16.2.1, §16.2.2. */
  @ParameterizedTest
  @CsvSource({
    "AEAD_AES_128_GCM,"
        + " f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce",
    "AEAD_AES_256_GCM,"
        + " 32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13"
  })
  void audio(SrtpProfile profile, String sealed) throws Exception {
    String wire = RTP.substring(0, 24) + sealed;
    PacketView view = view(RTP);
    assertThat(source(profile, false, true).protect(view)).isEqualTo(SrtpErrorStatus.OK);
    assertThat(hex(view)).isEqualTo(wire);
    assertThat(source(profile, false, false).unprotect(view)).isEqualTo(SrtpErrorStatus.OK);
    assertThat(hex(view)).isEqualTo(RTP);
  }

  /** §16.1.3, §16.1.4, §16.2.3, §16.2.4: the whole packet is only authenticated. */
  @ParameterizedTest
  @CsvSource({
    "AEAD_AES_128_GCM, 22493f82d2bce397e9d79e3b19aa4216",
    "AEAD_AES_256_GCM, a866d5910f887463067ceefec45215d4"
  })
  void audioInTheClear(SrtpProfile profile, String tag) throws Exception {
    authenticates(profile, RTP_IV, RTP, tag);
  }

  private static void authenticates(SrtpProfile profile, String iv, String associated, String tag)
      throws Exception {
    SrtpCipherGcm cipher = new SrtpCipherGcm(Cipher.getInstance("AES/GCM/NoPadding"));
    cipher.init(key(profile), bytes(SALT));
    byte[] out = new byte[16];
    cipher.setIV(bytes(iv), Cipher.ENCRYPT_MODE);
    cipher.processAAD(bytes(associated), 0, associated.length() / 2);
    assertThat(cipher.process(out, 0, 0)).isEqualTo(16);
    assertThat(HexFormat.of().formatHex(out)).isEqualTo(tag);
    cipher.setIV(bytes(iv), Cipher.DECRYPT_MODE);
    cipher.processAAD(bytes(associated), 0, associated.length() / 2);
    assertThat(cipher.process(out, 0, 16)).isZero();
  }

  /** §17.1, §17.2. */
  @ParameterizedTest
  @CsvSource({
    "AEAD_AES_128_GCM,"
        + " 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade",
    "AEAD_AES_256_GCM,"
        + " d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be"
  })
  void reports(SrtpProfile profile, String sealed) throws Exception {
    PacketView view = view(RTCP);
    assertThat(source(profile, true, true).protect(view)).isEqualTo(SrtpErrorStatus.OK);
    assertThat(hex(view)).isEqualTo(RTCP.substring(0, 16) + sealed + "800005d4");
    assertThat(source(profile, true, false).unprotect(view)).isEqualTo(SrtpErrorStatus.OK);
    assertThat(hex(view)).isEqualTo(RTCP);
  }

  /**
   * §17.3, §17.4. Reports in the clear would have to be agreed on (UNENCRYPTED_SRTCP, RFC 4568
   * §6.3.2), which we never do: the cipher is right, the packet is refused.
   */
  @ParameterizedTest
  @CsvSource({
    "AEAD_AES_128_GCM, 841dd9683dd78ec92ae58790125f62b3",
    "AEAD_AES_256_GCM, 91db4afbfeee5a978fab4393ed2615fe"
  })
  void reportsInTheClear(SrtpProfile profile, String tag) throws Exception {
    authenticates(profile, "517524055203726f207170bb", RTCP + "000005d4", tag);
    PacketView view = view(RTCP + tag + "000005d4");
    assertThat(source(profile, true, false).unprotect(view)).isEqualTo(SrtpErrorStatus.AUTH_FAIL);
  }
}
