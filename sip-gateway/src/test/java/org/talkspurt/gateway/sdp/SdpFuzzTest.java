package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.crypto.DtlsIdentity;

/** Damaged descriptions, as many as {@code -Dtalkspurt.fuzz.inputs} says. */
class SdpFuzzTest {

  private static final int INPUTS = Integer.getInteger("talkspurt.fuzz.inputs", 50_000);

  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(Instant.EPOCH);

  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 192.0.2.4
      s=-
      c=IN IP4 192.0.2.4
      b=AS:84
      t=0 0
      m=audio 4000 RTP/AVP 111 9 0 8 112 101 102
      a=rtpmap:111 opus/48000/2
      a=fmtp:111 useinbandfec=1; maxplaybackrate=16000
      a=rtpmap:9 G722/8000
      a=rtpmap:112 L16/16000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=rtpmap:102 telephone-event/48000
      a=rtcp:4001 IN IP4 192.0.2.4
      a=ptime:20
      a=maxptime:60
      a=sendrecv
      m=audio 4000 RTP/SAVP 0
      a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4
      a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20 WSH=64
      m=audio 4000 UDP/TLS/RTP/SAVPF 0
      a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
      a=setup:actpass
      m=video 4002 RTP/AVP 31
      m=application 9 UDP/BFCP *
      a=mid:x
      """;

  private static final List<String> KEY_LINES =
      List.of(
          "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4",
          "2 AES_CM_128_HMAC_SHA1_32 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20 WSH=64",
          "3 AEAD_AES_128_GCM inline:AAECAwQFBgcICQoLDA0OD1F1aWQgcHJvIHF1bw==",
          "4 AEAD_AES_256_GCM"
              + " inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9RdWlkIHBybyBxdW8= KDR=0 -X");

  private static final String ALPHABET = " :/;=*.,-+\r\n\t\0\u007f0123456789avmcoIPé\ud83d";

  private enum Outcome {
    ACCEPTED,
    REJECTED,
    MALFORMED
  }

  private final Random random = new Random(11);

  @Test
  void everyDescriptionHasAnOutcome() {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    FuzzMeter meter = new FuzzMeter();
    for (int i = 0; i < INPUTS; i++) {
      String text = mutated(OFFER);
      SdpNegotiator negotiator =
          new SdpNegotiator(
              new LocalMedia(
                  List.of(
                      SdpCodec.OPUS, SdpCodec.G722, SdpCodec.L16_16K, SdpCodec.PCMU, SdpCodec.PCMA),
                  true,
                  InetAddress.ofLiteral("192.0.2.1"),
                  4_000,
                  20,
                  false,
                  EncryptionPolicy.PREFER,
                  IDENTITY),
              1);
      boolean offered = i % 2 == 0;
      meter.measure(
          () -> {
            NegotiationResult result =
                offered ? negotiator.answer(text) : negotiator.acceptAnswer(text);
            outcomes.merge(outcome(result), 1, Integer::sum);
          });
    }
    meter.report("session descriptions");
    assertThat(outcomes).containsKeys(Outcome.values());
  }

  private static Outcome outcome(NegotiationResult result) {
    return switch (result) {
      case NegotiationResult.Accepted _ -> Outcome.ACCEPTED;
      case NegotiationResult.Rejected _ -> Outcome.REJECTED;
      case NegotiationResult.Malformed _ -> Outcome.MALFORMED;
    };
  }

  /** What is read comes out again as it was written, but for what may be left out. */
  @Test
  void everyKeyLineIsReadOrNotForUs() {
    FuzzMeter meter = new FuzzMeter();
    int[] read = new int[1];
    for (int i = 0; i < INPUTS; i++) {
      String text = mutated(KEY_LINES.get(i % KEY_LINES.size()));
      meter.measure(
          () -> {
            CryptoAttribute key = CryptoAttribute.parse(text);
            if (key != null) {
              read[0]++;
              String line = key.line();
              CryptoAttribute again =
                  CryptoAttribute.parse(line.substring("a=crypto:".length()).stripTrailing());
              assertThat(again).isEqualTo(key);
            }
          });
    }
    meter.report("keys of descriptions");
    assertThat(read[0]).isBetween(INPUTS / 100, INPUTS - INPUTS / 100);
  }

  private String mutated(String seed) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = 1 + random.nextInt(6); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> text.setCharAt(at, letter());
        case 1 -> text.insert(at, letter());
        case 2 -> text.delete(at, end);
        case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(40)));
        case 4 -> text.replace(at, end, Long.toString(random.nextLong()));
        default -> {
          int line = text.indexOf("\n", at) + 1;
          text.insert(random.nextInt(text.length()), text.substring(Math.min(line, text.length())));
        }
      }
    }
    return text.toString();
  }

  private char letter() {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
