package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipCredentialsTest {

  private static final SipCredentials MUFASA = new SipCredentials("Mufasa", "Circle of Life");
  private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  /** The example of RFC 7616 §3.9.1. */
  @Test
  void answersTheExampleOfTheStandard() {
    assertThat(exampleAnswer("MD5")).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
    assertThat(exampleAnswer("SHA-256"))
        .contains(
            "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"",
            "username=\"Mufasa\"",
            "uri=\"/dir/index.html\"",
            "algorithm=SHA-256",
            "qop=auth, nc=00000001",
            "cnonce=\"" + CNONCE + "\"",
            "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
  }

  private static String exampleAnswer(String algorithm) {
    return MUFASA.answer(
        parsed(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""),
        "GET",
        "/dir/index.html",
        CNONCE,
        1);
  }

  /** Beyond ASCII; the figure is OpenSSL's for the same words. */
  @Test
  void answersSha512256() {
    DigestChallenge challenge =
        parsed(
            "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
                + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", userhash=true");
    assertThat(
            new SipCredentials("J\u00e4s\u00f8n Doe", "Secret, or not?")
                .answer(challenge, "GET", "/doe.json", "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm", 1))
        .contains("response=\"7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c\"");
  }

  /** RFC 2069, as old servers have it: neither count nor our nonce. */
  @Test
  void answersWithoutQualityOfProtection() {
    String answer =
        new SipCredentials("Mufasa", "CircleOfLife")
            .answer(
                parsed(
                    "Digest realm=\"testrealm@host.com\","
                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""),
                "GET",
                "/dir/index.html",
                CNONCE,
                1);
    assertThat(answer)
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("qop", "nc=", "cnonce");
  }

  @Test
  void readsChallengesAsTheyCome() {
    DigestChallenge challenge =
        parsed(
            "digest  Realm = \"a \\\"b\\\" c\" ,nonce=\"n\",stale=TRUE,algorithm=md5-sess,"
                + "domain=\"sip:x\",qop=auth,x=\"y,z=1\"");
    assertThat(challenge.realm()).isEqualTo("a \"b\" c");
    assertThat(challenge.nonce()).isEqualTo("n");
    assertThat(challenge.stale()).isTrue();
    assertThat(challenge.session()).isTrue();
    assertThat(challenge.algorithmName()).isEqualTo("MD5-sess");
    assertThat(challenge.opaque()).isNull();
  }

  @Test
  void leavesWhatItCannotAnswer() {
    assertThat(DigestChallenge.parse("Basic realm=\"a\"")).isEmpty();
    assertThat(DigestChallenge.parse("Digest realm=\"a\"")).isEmpty();
    assertThat(DigestChallenge.parse("Digest realm=\"a\", nonce=\"b\", algorithm=AKAv1-MD5"))
        .isEmpty();
    assertThat(DigestChallenge.parse("Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\""))
        .isEmpty();
    assertThat(DigestChallenge.parse("Digest realm=\"a\", nonce=\"" + "b".repeat(4_000) + "\""))
        .isEmpty();
  }

  @Test
  void doesNotShowThePassword() {
    assertThat(MUFASA.toString()).doesNotContain("Circle");
  }

  private static DigestChallenge parsed(String header) {
    return DigestChallenge.parse(header).orElseThrow();
  }
}
