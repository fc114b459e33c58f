package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.sip.SipException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** RFC 5922 §7. */
class ServerNamesTest {

  private static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.7");

  private record Looking(String server, ServerNames names) {

    void check(X509Certificate certificate) throws SipException {
      NamedHop hop = new NamedHop(SERVER.getHostAddress(), 5061, "TLS", server);
      ServerNames.lookingFor(hop, () -> checked(names, certificate));
    }
  }

  private static boolean checked(ServerNames names, X509Certificate certificate)
      throws SipException {
    try {
      names.check(SERVER, certificate);
      return true;
    } catch (CertificateException e) {
      throw new SipException(e.getMessage(), e);
    }
  }

  private final KeyPair keys;

  ServerNamesTest() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void theDomainThatWasAskedForCounts() throws Exception {
    Looking names = looking("Carrier.example", ServerNames.Match.EXACT);
    assertAccepted(names, certificate("CN=x", dns("carrier.EXAMPLE")));
    assertAccepted(names, certificate("CN=x", uri("sip:carrier.example")));
    assertAccepted(names, certificate("CN=x", uri("SIPS:carrier.example")));
    assertRefused(names, certificate("CN=carrier.example", dns("sbc.carrier.example")));
    assertRefused(names, certificate("CN=x", uri("https:carrier.example")));
    assertRefused(names, certificate("CN=x", uri("sip:alice@carrier.example")));
    assertRefused(names, certificate("CN=x", address("192.0.2.7")));
  }

  @Test
  void theCommonNameCountsOnlyWithoutOtherNames() throws Exception {
    Looking names = looking("carrier.example", ServerNames.Match.EXACT);
    assertAccepted(names, certificate("CN=carrier.example, O=Carrier"));
    assertRefused(names, certificate("O=carrier.example"));
    assertRefused(
        names,
        certificate(
            "CN=carrier.example", new GeneralName(GeneralName.rfc822Name, "a@carrier.example")));
  }

  @Test
  void wildcardsCountWhereTheyAreAllowedAndForOneLabel() throws Exception {
    X509Certificate any = certificate("CN=x", dns("*.carrier.example"));
    assertRefused(looking("sbc.carrier.example", ServerNames.Match.EXACT), any);
    assertAccepted(looking("SBC.carrier.example", ServerNames.Match.WILDCARDS), any);
    assertRefused(looking("a.sbc.carrier.example", ServerNames.Match.WILDCARDS), any);
    assertRefused(looking("carrier.example", ServerNames.Match.WILDCARDS), any);
    assertRefused(
        looking("carrier.example", ServerNames.Match.WILDCARDS),
        certificate("CN=x", dns("*.example")));
  }

  @Test
  void addressesAreComparedAsSuch() throws Exception {
    X509Certificate six = certificate("CN=x", address("2001:db8::7"));
    Looking names = looking("2001:DB8:0:0::7", ServerNames.Match.EXACT);
    assertAccepted(names, six);
  }

  @Test
  void aServerThatNobodyLookedForMustBeItsAddress() throws Exception {
    ServerNames names = new ServerNames(ServerNames.Match.EXACT);
    X509Certificate ofDomain = certificate("CN=x", dns("carrier.example"));
    names.check(SERVER, certificate("CN=x", address("192.0.2.7")));
    assertThatThrownBy(() -> names.check(SERVER, ofDomain))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void theRefusalNamesBothSides() throws Exception {
    Looking names = looking("carrier.example", ServerNames.Match.EXACT);
    assertThatThrownBy(() -> names.check(certificate("CN=x", dns("b.example"))))
        .hasMessage("the certificate of 192.0.2.7 is for [b.example], not for carrier.example");
  }

  @Test
  void nothingIsAskedWhereTheSettingSaysSo() throws Exception {
    assertAccepted(
        looking("carrier.example", ServerNames.Match.OFF), certificate("CN=x", dns("b.example")));
  }

  private static Looking looking(String domain, ServerNames.Match match) {
    return new Looking(domain, new ServerNames(match));
  }

  private static void assertAccepted(Looking names, X509Certificate certificate) {
    assertThatCode(() -> names.check(certificate)).doesNotThrowAnyException();
  }

  private static void assertRefused(Looking names, X509Certificate certificate) {
    assertThatThrownBy(() -> names.check(certificate)).hasMessageContaining("not for");
  }

  private static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  private static GeneralName uri(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
  }

  private static GeneralName address(String literal) {
    return new GeneralName(GeneralName.iPAddress, literal);
  }

  private X509Certificate certificate(String subject, GeneralName... names) throws Exception {
    X500Name name = new X500Name(subject);
    var builder =
        new JcaX509v3CertificateBuilder(
            name, BigInteger.ONE, new Date(0), new Date(86_400_000), name, keys.getPublic());
    if (names.length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("Ed25519").build(keys.getPrivate())));
  }
}
