package org.talkspurt.it;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A phone that is called by sips URIs, and whose connection to the bot does not last: whoever wants
 * something of it then has to connect to where its Contact says.
 */
final class TlsPhone implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;

  private final SSLContext tls;
  private final SSLServerSocket server;
  private final int botPort;
  private Socket connection;
  private String tag = "";

  /**
   * @param name of a certificate and its key
   */
  TlsPhone(Certificates authority, String name, int botPort) throws Exception {
    this.botPort = botPort;
    tls = context(authority, name);
    server =
        (SSLServerSocket)
            tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MS);
  }

  private static SSLContext context(Certificates authority, String name) throws Exception {
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", read(certificates, authority, "ca.pem"));
    String pem = Files.readString(authority.path(name + ".key")).replaceAll("-----[^-]*-----", "");
    store.setKeyEntry(
        "own",
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem))),
        new char[0],
        new Certificate[] {read(certificates, authority, name + ".pem")});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate read(
      CertificateFactory certificates, Certificates authority, String file) throws Exception {
    return certificates.generateCertificate(
        new ByteArrayInputStream(Files.readAllBytes(authority.path(file))));
  }

  /** Dials {@code echo}; the final response. */
  String dial() throws IOException {
    connection = tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), botPort);
    connection.setSoTimeout(PATIENCE_MS);
    String sdp =
        """
        v=0\r
        o=- 1 1 IN IP4 127.0.0.1\r
        s=-\r
        c=IN IP4 127.0.0.1\r
        t=0 0\r
        m=audio 9 RTP/AVP 0\r
        """;
    send("INVITE", "Content-Type: application/sdp\r\n", sdp);
    String response = receive();
    while (response.startsWith("SIP/2.0 1")) {
      response = receive();
    }
    tag = response.replaceAll("(?s).*\nTo: [^\r]*;tag=([^\r;]*).*", ";tag=$1");
    send("ACK", "", "");
    return response;
  }

  private void send(String method, String headers, String body) throws IOException {
    String request =
        """
        %1$s sips:echo@127.0.0.1:%2$d SIP/2.0\r
        Via: SIP/2.0/TLS 127.0.0.1:%3$d;branch=z9hG4bK%1$s\r
        From: <sips:phone@127.0.0.1>;tag=1\r
        To: <sips:echo@127.0.0.1>%4$s\r
        Call-ID: tls-phone-%3$d\r
        CSeq: 1 %1$s\r
        Contact: <sips:phone@127.0.0.1:%3$d>\r
        Max-Forwards: 70\r
        %5$sContent-Length: %6$d\r
        \r
        %7$s\
        """
            .formatted(method, botPort, server.getLocalPort(), tag, headers, body.length(), body);
    connection.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives its connection up, silently for whoever is at the other end. */
  void leave() throws IOException {
    connection.close();
  }

  /** Waits for a request over a connection that the bot makes, and answers 200; the request. */
  String serve() throws IOException {
    connection = server.accept();
    connection.setSoTimeout(PATIENCE_MS);
    String request = receive();
    String response =
        "SIP/2.0 200 OK\r\n"
            + Pattern.compile("(?m)^(Via|From|To|Call-ID|CSeq):.*$")
                .matcher(request)
                .results()
                .map(line -> line.group() + "\n")
                .reduce("", String::concat)
            + "Content-Length: 0\r\n\r\n";
    connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private String receive() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = connection.getInputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head.toString(StandardCharsets.UTF_8));
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.UTF_8);
    int length = Integer.parseInt(text.replaceAll("(?s).*\nContent-Length: *(\\d+).*", "$1"));
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (connection != null) {
      connection.close();
    }
  }
}
