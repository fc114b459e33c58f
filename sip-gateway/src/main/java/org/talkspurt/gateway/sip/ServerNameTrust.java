package org.talkspurt.gateway.sip;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks of servers that we connect to, beside a certificate of a trusted CA, that it is theirs:
 * while hands are shaken, before a word is said.
 */
public final class ServerNameTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager authorities;
  private final ServerNames names;

  /**
   * @param authorities says whose signatures are good
   */
  public ServerNameTrust(X509ExtendedTrustManager authorities, ServerNames names) {
    this.authorities = authorities;
    this.names = names;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    authorities.checkServerTrusted(chain, keyExchange, socket);
    names.check(socket.getInetAddress(), chain[0]);
  }

  /** Refuses: nobody could say which server it is. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    throw new CertificateException("a server without an address");
  }

  /** Refuses: nobody could say which server it is. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("a server without an address");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyExchange, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyExchange);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, keyExchange, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }
}
