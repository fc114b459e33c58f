package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.crypto.DtlsFingerprint;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.crypto.DtlsRole;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.crypto.SrtpProfile;

/** Keys in offers and answers (RFC 4568). */
class EncryptionNegotiationTest {

  private static final String KEY_30 = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
  private static final String SHA1_80 = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_30;
  private static final String SHA1_32 = "a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + KEY_30;

  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(Instant.EPOCH);
  private static final DtlsFingerprint PEER = DtlsIdentity.generate(Instant.EPOCH).fingerprint();

  private static SdpNegotiator negotiator(EncryptionPolicy policy) {
    return new SdpNegotiator(
        new LocalMedia(
            List.of(SdpCodec.PCMU),
            true,
            InetAddress.ofLiteral("192.0.2.1"),
            4_000,
            20,
            false,
            policy,
            IDENTITY),
        1);
  }

  private static String description(String... lines) {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.4\r\ns=-\r\nc=IN IP4 192.0.2.4\r\nt=0 0\r\n"
        + String.join("\r\n", lines)
        + "\r\n";
  }

  private static String offer(String protocol, String... lines) {
    return description("m=audio 5000 " + protocol + " 0", String.join("\r\n", lines));
  }

  private static MediaEncryption.Sdes sdes(NegotiationResult result) {
    return (MediaEncryption.Sdes) accepted(result).media().encryption();
  }

  private static NegotiationResult.Accepted accepted(NegotiationResult result) {
    return (NegotiationResult.Accepted) result;
  }

  @Test
  void theAnswerHasTheTagTheSuiteAndAKeyOfOurs() {
    NegotiationResult result =
        negotiator(EncryptionPolicy.PREFER).answer(offer("RTP/SAVP", SHA1_80, SHA1_32));
    MediaEncryption.Sdes keys = sdes(result);
    assertThat(accepted(result).sdp())
        .contains("m=audio 4000 RTP/SAVP 0")
        .contains(new CryptoAttribute(1, keys.ours()).line())
        .doesNotContain("a=crypto:2");
    assertThat(keys.theirs().profile()).isEqualTo(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
    assertThat(keys.ours()).isNotEqualTo(keys.theirs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OFF     | RTP/AVP  | plain | plain
          OFF     | RTP/AVP  | keyed | plain
          OFF     | RTP/SAVP | keyed | refused
          PREFER  | RTP/AVP  | plain | plain
          PREFER  | RTP/AVP  | keyed | SDES
          PREFER  | RTP/SAVP | keyed | SDES
          PREFER  | RTP/SAVP | plain | refused
          PREFER  | RTP/SAVPF| keyed | SDES
          REQUIRE | RTP/AVP  | plain | refused
          REQUIRE | RTP/AVP  | keyed | SDES
          REQUIRE | RTP/SAVP | keyed | SDES
          """)
  void thePolicyDecides(EncryptionPolicy policy, String protocol, String offered, String agreed) {
    String[] lines = offered.equals("keyed") ? new String[] {SHA1_80} : new String[0];
    NegotiationResult result = negotiator(policy).answer(offer(protocol, lines));
    switch (agreed) {
      case "refused" ->
          assertThat(result)
              .isInstanceOfSatisfying(
                  NegotiationResult.Rejected.class,
                  rejected -> assertThat(rejected.status()).isEqualTo(488));
      case "plain" -> {
        assertThat(accepted(result).media().encryption()).isEqualTo(MediaEncryption.NONE);
        assertThat(accepted(result).sdp()).doesNotContain("crypto");
      }
      default -> assertThat(sdes(result).describe()).startsWith(agreed);
    }
  }

  @Test
  void ofAPlainAndAnEncryptedLineTheEncryptedIsTaken() {
    String both = description("m=audio 5000 RTP/AVP 0", "m=audio 5002 RTP/SAVP 0", SHA1_80);
    NegotiationResult result = negotiator(EncryptionPolicy.PREFER).answer(both);
    assertThat(accepted(result).media().remoteRtp().getPort()).isEqualTo(5002);
    assertThat(accepted(result).sdp())
        .contains("m=audio 0 RTP/AVP 0\r\nm=audio 4000 RTP/SAVP 0\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=crypto:1 NULL_HMAC_SHA1_80 inline:" + KEY_30,
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_30 + "|2^20|1:4",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_30 + ";inline:" + KEY_30,
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_30 + " UNENCRYPTED_SRTP",
        "a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:" + KEY_30,
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 uri:somewhere",
        "a=crypto:",
      })
  void aLineThatIsNotForUsIsPassedOver(String line) {
    NegotiationResult result =
        negotiator(EncryptionPolicy.REQUIRE).answer(offer("RTP/SAVP", line, SHA1_32));
    assertThat(sdes(result).describe()).isEqualTo("SDES AES_CM_128_HMAC_SHA1_32");
    assertThat(negotiator(EncryptionPolicy.REQUIRE).answer(offer("RTP/SAVP", line)))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|2^31", "|1000000", " WSH=1024", " -HINT", " KDR=0"})
  void aLifetimeAndHintsDoNotMatter(String rest) {
    NegotiationResult result =
        negotiator(EncryptionPolicy.REQUIRE).answer(offer("RTP/SAVP", SHA1_80 + rest));
    assertThat(sdes(result).describe()).isEqualTo("SDES AES_CM_128_HMAC_SHA1_80");
  }

  @Test
  void ourKeyStaysWhileItsProfileDoes() {
    SdpNegotiator negotiator = negotiator(EncryptionPolicy.PREFER);
    MediaEncryption.Sdes first = sdes(negotiator.answer(offer("RTP/SAVP", SHA1_80)));
    MediaEncryption.Sdes second = sdes(negotiator.answer(offer("RTP/SAVP", SHA1_80)));
    assertThat(second).isEqualTo(first);
    negotiator.answer(offer("RTP/SAVP", SHA1_32));
    MediaEncryption.Sdes third = sdes(negotiator.answer(offer("RTP/SAVP", SHA1_80)));
    assertThat(third.ours()).isNotEqualTo(first.ours());
  }

  @Test
  void ourOfferOfKeysIsUnderstood() {
    SdpNegotiator here = negotiator(EncryptionPolicy.REQUIRE);
    String offer = here.offer();
    assertThat(offer)
        .contains(" RTP/SAVP 0")
        .contains("a=crypto:1 AEAD_AES_256_GCM ", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 ")
        .doesNotContain("a=fingerprint");
    NegotiationResult there = negotiator(EncryptionPolicy.REQUIRE).answer(offer);
    NegotiationResult answered = here.acceptAnswer(accepted(there).sdp());
    assertThat(sdes(answered).ours()).isEqualTo(sdes(there).theirs());
    assertThat(sdes(answered).theirs()).isEqualTo(sdes(there).ours());
    assertThat(sdes(answered).describe()).isEqualTo("SDES AEAD_AES_256_GCM");
  }

  @Test
  void ourOfferOverPlainRtpLeavesKeysAndHandshakeToThePeer() {
    SdpNegotiator here = negotiator(EncryptionPolicy.PREFER);
    String offer = here.offer();
    assertThat(offer)
        .contains(" RTP/AVP 0", "a=crypto:1 AEAD_AES_256_GCM ")
        .contains("a=fingerprint:" + IDENTITY.fingerprint() + "\r\na=setup:actpass\r\n");
    NegotiationResult there = negotiator(EncryptionPolicy.REQUIRE).answer(offer);
    assertThat(accepted(there).sdp()).contains("a=setup:active\r\n").doesNotContain("a=crypto");
    assertThat(accepted(here.acceptAnswer(accepted(there).sdp())).media().encryption())
        .isEqualTo(new MediaEncryption.Dtls(IDENTITY, DtlsRole.SERVER, IDENTITY.fingerprint()));

    SdpNegotiator keysOnly = negotiator(EncryptionPolicy.PREFER);
    String withoutHandshake = keysOnly.offer().replaceAll("a=(fingerprint|setup):[^\r]*\r\n", "");
    NegotiationResult keyed = negotiator(EncryptionPolicy.REQUIRE).answer(withoutHandshake);
    assertThat(sdes(keysOnly.acceptAnswer(accepted(keyed).sdp())).theirs())
        .isEqualTo(sdes(keyed).ours());
  }

  @Test
  void whatOneOfManyPhonesChangesLeavesTheKeysThatAllWereOffered() {
    SdpNegotiator here = negotiator(EncryptionPolicy.REQUIRE);
    NegotiationResult other = negotiator(EncryptionPolicy.REQUIRE).answer(here.offer());
    NegotiationResult changed = here.answerOneOfMany(offer("RTP/SAVP", SHA1_80));
    assertThat(sdes(changed).describe()).isEqualTo("SDES AES_CM_128_HMAC_SHA1_80");
    assertThat(sdes(here.acceptAnswer(accepted(other).sdp())).ours())
        .isEqualTo(sdes(other).theirs());
  }

  @Test
  void aHandshakeThatWasNotOfferedIsRefused() {
    SdpNegotiator here = negotiator(EncryptionPolicy.REQUIRE);
    here.offer();
    assertThat(
            here.acceptAnswer(offer("UDP/TLS/RTP/SAVP", "a=fingerprint:" + PEER, "a=setup:active")))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  @Test
  void anAnswerWithoutKeysIsPlainOrRefused() {
    SdpNegotiator prefers = negotiator(EncryptionPolicy.PREFER);
    prefers.offer();
    assertThat(accepted(prefers.acceptAnswer(offer("RTP/AVP"))).media().encryption())
        .isEqualTo(MediaEncryption.NONE);
    SdpNegotiator requires = negotiator(EncryptionPolicy.REQUIRE);
    requires.offer();
    assertThat(requires.acceptAnswer(offer("RTP/SAVP")))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  @Test
  void anAnswerMayOnlyChooseWhatWasOffered() {
    SdpNegotiator here = negotiator(EncryptionPolicy.PREFER);
    here.offer();
    assertThat(here.acceptAnswer(offer("RTP/SAVP", SHA1_80)))
        .isInstanceOf(NegotiationResult.Rejected.class); // tag 1 was another suite
    assertThat(here.acceptAnswer(offer("RTP/SAVP", SHA1_32)))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "UDP/TLS/RTP/SAVP, actpass, active, CLIENT",
    "UDP/TLS/RTP/SAVPF, active, passive, SERVER",
    "UDP/TLS/RTP/SAVP, passive, active, CLIENT",
    "RTP/AVP, actpass, active, CLIENT",
  })
  void anOfferOfDtlsIsAnsweredInTheRoleThatItLeaves(
      String protocol, String setup, String answered, DtlsRole ours) {
    NegotiationResult result =
        negotiator(EncryptionPolicy.REQUIRE)
            .answer(offer(protocol, "a=fingerprint:" + PEER, "a=setup:" + setup));
    assertThat(accepted(result).media().encryption())
        .isEqualTo(new MediaEncryption.Dtls(IDENTITY, ours, PEER));
    assertThat(accepted(result).sdp())
        .contains("m=audio 4000 " + protocol + " 0")
        .contains("a=fingerprint:" + IDENTITY.fingerprint() + "\r\na=setup:" + answered + "\r\n");
  }

  @Test
  void whatTheSessionSaysOfDtlsHoldsForItsAudio() {
    String offer =
        description("a=fingerprint:" + PEER, "a=setup:active", "m=audio 5000 UDP/TLS/RTP/SAVP 0");
    NegotiationResult result = negotiator(EncryptionPolicy.PREFER).answer(offer);
    assertThat(accepted(result).media().encryption())
        .isEqualTo(new MediaEncryption.Dtls(IDENTITY, DtlsRole.SERVER, PEER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=setup:actpass",
        "a=setup:actpass\r\na=fingerprint:sha-1 AA:BB",
        "a=setup:holdconn",
      })
  void dtlsWithoutAFingerprintOrAnybodyToBeginIsRefused(String lines) {
    String more = lines.contains("holdconn") ? lines + "\r\na=fingerprint:" + PEER : lines;
    assertThat(negotiator(EncryptionPolicy.PREFER).answer(offer("UDP/TLS/RTP/SAVP", more)))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  /** RFC 3891: what another peer hears is not under keys that the one before knows. */
  @Test
  void aPeerThatTakesAnothersPlaceGetsKeysOfItsOwn() {
    SdpNegotiator negotiator = negotiator(EncryptionPolicy.PREFER);
    MediaEncryption.Sdes first = sdes(negotiator.answer(offer("RTP/SAVP", SHA1_80)));
    assertThat(negotiator.answerSuccessor("nonsense"))
        .isInstanceOf(NegotiationResult.Malformed.class);
    assertThat(sdes(negotiator.answer(offer("RTP/SAVP", SHA1_80))).ours()).isEqualTo(first.ours());
    MediaEncryption.Sdes successor = sdes(negotiator.answerSuccessor(offer("RTP/SAVP", SHA1_80)));
    assertThat(successor.ours()).isNotEqualTo(first.ours());
    String ours = negotiator.offer();
    assertThat(negotiator.offerToSuccessor()).isNotEqualTo(ours);
  }
}
