package org.talkspurt.gateway.sip;

import gov.nist.core.net.DefaultNetworkLayer;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;

/**
 * The stack's sockets. Those of TLS that we make have our certificate, for peers that ask for it,
 * and believe the CAs that the settings name, else the JDK's; the stack's own know neither.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class StackNetwork implements NetworkLayer {

  private static final int CONNECT_MS = 5_000;

  private final NetworkLayer plain = DefaultNetworkLayer.SINGLETON;
  private @Nullable SipStackImpl stack;

  @Override
  public void setSipStack(SipStackImpl sipStack) {
    stack = sipStack;
    plain.setSipStack(sipStack);
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    return plain.createServerSocket(port, backlog, address);
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) {
    throw new UnsupportedOperationException("TLS is listened on by TlsProcessor");
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return plain.createSocket(address, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local) throws IOException {
    return plain.createSocket(address, port, local);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return plain.createSocket(address, port, local, localPort);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    return connect(address, port, null);
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local)
      throws IOException {
    return connect(address, port, local);
  }

  private SSLSocket connect(InetAddress address, int port, @Nullable InetAddress local)
      throws IOException {
    SipStackImpl owner = stack;
    TlsSettings tls = owner == null ? null : StackContexts.of((SipStack) owner).settings().tls();
    if (tls == null) {
      throw new IOException("no TLS settings");
    }
    SSLSocket socket = (SSLSocket) tls.context().get().getSocketFactory().createSocket();
    try {
      if (local != null) {
        socket.bind(new InetSocketAddress(local, 0));
      }
      socket.connect(new InetSocketAddress(address, port), CONNECT_MS);
      TlsProcessor.strengthen(socket);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    return plain.createDatagramSocket();
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
    return plain.createDatagramSocket(port, address);
  }
}
