package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TLSMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The stack's TLS processor with a server socket of ours, as {@link TcpProcessor}, that takes the
 * certificate of the day. The handshake runs on the connection's own thread, for as long as {@link
 * StackProperties} allows.
 */
final class TlsProcessor extends TLSMessageProcessor {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SipSettings settings;
  private final SipMeters meters;
  private final TlsSettings tls;

  TlsProcessor(InetAddress address, SIPTransactionStack stack, int port) {
    super(address, stack, port);
    StackContexts.StackContext context = StackContexts.of(stack);
    this.settings = context.settings();
    this.meters = context.meters();
    this.tls = Objects.requireNonNull(settings.tls(), "no TLS settings");
  }

  @Override
  public void start() throws IOException {
    SecureServerSocket server = new SecureServerSocket();
    server.listen(getIpAddress(), getPort());
    sock = server;
    isRunning = true;
    Thread.ofPlatform().daemon().name("sip-tls-accept").start(this);
  }

  @Override
  public synchronized void stop() {
    if (sock instanceof SecureServerSocket server) { // null when it did not start
      super.stop();
      server.closeConnections();
    }
  }

  /** Keys that are forgotten with the connection, and ciphers that tell of changes (RFC 9325). */
  static boolean isStrong(String cipherSuite) {
    boolean forwardSecret =
        cipherSuite.startsWith("TLS_AES_")
            || cipherSuite.startsWith("TLS_CHACHA20_")
            || cipherSuite.startsWith("TLS_ECDHE_");
    return forwardSecret && (cipherSuite.contains("_GCM_") || cipherSuite.contains("_CHACHA20_"));
  }

  private final class SecureServerSocket extends PolicyServerSocket {

    private final Set<Socket> connections = new HashSet<>();

    SecureServerSocket() throws IOException {
      super(settings, meters);
    }

    @Override
    synchronized @Nullable Socket admit(Socket plain) {
      // The stack's own count never forgets a connection whose handshake failed.
      nConnections = 0;
      connections.removeIf(Socket::isClosed);
      if (connections.size() >= settings.maxConnections() || super.admit(plain) == null) {
        return null;
      }
      try {
        SSLSocket secure = secure(plain);
        connections.add(secure);
        return secure;
      } catch (IOException e) {
        return null; // gone already
      }
    }

    private SSLSocket secure(Socket plain) throws IOException {
      SSLContext context = tls.context().get();
      SSLSocket secure =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(
                      plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
      secure.setUseClientMode(false);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setProtocols(PROTOCOLS);
      parameters.setCipherSuites(
          Arrays.stream(parameters.getCipherSuites())
              .filter(TlsProcessor::isStrong)
              .toArray(String[]::new));
      switch (tls.clientCertificates()) {
        case OFF -> {}
        case WANT -> parameters.setWantClientAuth(true);
        case NEED -> parameters.setNeedClientAuth(true);
      }
      secure.setSSLParameters(parameters);
      return secure;
    }

    synchronized void closeConnections() {
      for (Socket connection : connections) {
        try {
          connection.close();
        } catch (IOException _) {
          // gone already
        }
      }
      connections.clear();
    }
  }
}
