package org.talkspurt.gateway.sip;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TLSMessageChannel;
import gov.nist.javax.sip.stack.TLSMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's TLS processor with a server socket and a reader of ours, as {@link TcpProcessor},
 * that takes the certificate of the day. The handshake runs on the connection's own thread and is
 * given {@link StreamConnection#HANDSHAKE_MS}.
 */
final class TlsProcessor extends TLSMessageProcessor {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private static final Logger LOG = LoggerFactory.getLogger(TlsProcessor.class);

  private final SIPTransactionStack stack;
  private final SipSettings settings;
  private final SipMeters meters;
  private final TlsSettings tls;

  TlsProcessor(InetAddress address, SIPTransactionStack stack, int port) {
    super(address, stack, port);
    StackContexts.StackContext context = StackContexts.of(stack);
    this.stack = stack;
    this.settings = context.settings();
    this.meters = context.meters();
    this.tls = Objects.requireNonNull(settings.tls(), "no TLS settings");
  }

  @Override
  public void start() throws IOException {
    PolicyServerSocket server = new PolicyServerSocket(settings, meters);
    server.listen(getIpAddress(), getPort(), "sip-tls-accept", this::take);
    sock = server;
    StackContexts.of(stack).connections().own(SipTransport.TLS, this::abandon);
    isRunning = true;
  }

  private void take(Socket plain) throws IOException {
    Channel channel = new Channel(plain, secure(plain));
    incomingMessageChannels.put(channel.getKey(), channel);
    Thread.ofVirtual().name("sip-tls").start(channel);
  }

  private void abandon(String key) {
    if (messageChannels.remove(key) instanceof Channel standing) {
      standing.abandon();
    }
  }

  @Override
  public synchronized void stop() {
    if (sock != null) { // null when it did not start
      super.stop();
    }
  }

  @Override
  public synchronized MessageChannel createMessageChannel(HostPort target) throws IOException {
    return createMessageChannel(target.getInetAddress(), target.getPort());
  }

  @Override
  public synchronized MessageChannel createMessageChannel(InetAddress host, int port)
      throws IOException {
    String key = MessageChannel.getKey(host, port, "TLS");
    MessageChannel standing = messageChannels.get(key);
    if (standing != null) {
      return standing;
    }
    Channel channel = new Channel(host, port);
    messageChannels.put(key, channel);
    return channel;
  }

  /** Keys that are forgotten with the connection, and ciphers that tell of changes (RFC 9325). */
  static boolean isStrong(String cipherSuite) {
    boolean forwardSecret =
        cipherSuite.startsWith("TLS_AES_")
            || cipherSuite.startsWith("TLS_CHACHA20_")
            || cipherSuite.startsWith("TLS_ECDHE_");
    return forwardSecret && (cipherSuite.contains("_GCM_") || cipherSuite.contains("_CHACHA20_"));
  }

  /** Leaves a connection only what is strong. */
  static void strengthen(SSLSocket socket) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(
        Arrays.stream(parameters.getCipherSuites())
            .filter(TlsProcessor::isStrong)
            .toArray(String[]::new));
    socket.setSSLParameters(parameters);
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
    strengthen(secure);
    SSLParameters parameters = secure.getSSLParameters();
    switch (tls.clientCertificates()) {
      case OFF -> {}
      case WANT -> parameters.setWantClientAuth(true);
      case NEED -> parameters.setNeedClientAuth(true);
    }
    secure.setSSLParameters(parameters);
    return secure;
  }

  /** The way to one peer: a connection that it made, or one that the stack will make. */
  private final class Channel extends TLSMessageChannel implements StreamConnection.Owner {

    private final @Nullable Socket plain;
    private final @Nullable StreamConnection accepted;
    private volatile boolean abandoned;

    Channel(Socket plain, SSLSocket secure) throws IOException {
      super(plain.getInetAddress(), plain.getPort(), stack, TlsProcessor.this);
      mySock = secure;
      this.plain = plain;
      this.accepted = StreamConnection.of(plain, secure, stack, "TLS");
    }

    Channel(InetAddress host, int port) throws IOException {
      super(host, port, stack, TlsProcessor.this);
      plain = null;
      accepted = null;
      isCached = true;
    }

    @Override
    public void run() {
      Socket socket = mySock;
      if (accepted != null) {
        if (shakeHands(accepted, (SSLSocket) socket)) {
          accepted.read(this);
        }
      } else if (socket != null) {
        StreamConnection.of(socket, socket, stack, "TLS").read(this);
      }
      if (abandoned) {
        return; // and closed; there may be another in its place
      }
      close();
      remove(this);
      if (accepted == null) {
        StackContexts.of(stack)
            .connections()
            .closed(getPeerInetAddress(), getPeerPort(), SipTransport.TLS);
      }
    }

    private boolean shakeHands(StreamConnection connection, SSLSocket secure) {
      Runnable cancel = connection.within(StreamConnection.HANDSHAKE_MS);
      try {
        secure.startHandshake();
        setHandshakeCompleted(true);
        secure.getSession().invalidate();
        secure.setEnableSessionCreation(false); // no renegotiation
        return true;
      } catch (IOException e) {
        LOG.debug("A TLS handshake failed: {}", e.getClass().getName());
        return false;
      } finally {
        cancel.run();
      }
    }

    void abandon() {
      abandoned = true;
      close();
    }

    @Override
    public void process(SIPMessage message) throws Exception {
      processMessage(message);
    }

    /** Over the connection that the peer made, or one to the server that is looked for. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what is called locks
    protected void sendMessage(byte[] message, boolean retry) throws IOException {
      if (accepted != null) {
        accepted.write(message);
      } else {
        checkServer();
        super.sendMessage(message, retry);
      }
    }

    /** A connection that stands may have been made to look for another at the same address. */
    private void checkServer() throws IOException {
      if (ServerNames.isOneWanted() && mySock instanceof SSLSocket standing) {
        try {
          Certificate shown = standing.getSession().getPeerCertificates()[0];
          tls.names().check(standing.getInetAddress(), (X509Certificate) shown);
        } catch (CertificateException e) {
          throw new SSLPeerUnverifiedException(e.getMessage());
        }
      }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // what is called locks
    public void sendMessage(byte[] message, InetAddress peer, int port, boolean retry)
        throws IOException {
      if (accepted != null) {
        accepted.write(message);
      } else {
        checkServer();
        super.sendMessage(message, peer, port, retry);
      }
    }

    @Override
    public void close(boolean removeSocket, boolean stopKeepAliveTask) {
      if (plain != null) {
        try {
          plain.close(); // the secure one waits for its writers
        } catch (IOException e) {
          LOG.debug("A TLS connection did not close: {}", e.getClass().getName());
        }
      }
      super.close(removeSocket, stopKeepAliveTask);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
