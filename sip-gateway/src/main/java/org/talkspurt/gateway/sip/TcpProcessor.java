package org.talkspurt.gateway.sip;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageChannel;
import gov.nist.javax.sip.stack.TCPMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The stack's TCP processor with a server socket and a reader of ours ({@link StreamConnection}).
 */
final class TcpProcessor extends TCPMessageProcessor {

  private final SIPTransactionStack stack;

  TcpProcessor(InetAddress address, SIPTransactionStack stack, int port) {
    super(address, stack, port);
    this.stack = stack;
  }

  @Override
  public void start() throws IOException {
    StackContexts.StackContext context = StackContexts.of(stack);
    PolicyServerSocket server = new PolicyServerSocket(context.settings(), context.meters());
    server.listen(getIpAddress(), getPort(), "sip-tcp-accept", this::take);
    sock = server;
    context.connections().own(SipTransport.TCP, this::abandon);
    isRunning = true;
  }

  private void take(Socket socket) throws IOException {
    Channel channel = new Channel(socket);
    incomingMessageChannels.put(channel.getKey(), channel);
    Thread.ofVirtual().name("sip-tcp").start(channel);
  }

  private void abandon(String key) {
    if (messageChannels.remove(key) instanceof Channel standing) {
      standing.abandon();
    }
  }

  @Override
  public synchronized void stop() {
    if (sock != null) { // null when it did not start: the port was taken
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
    String key = MessageChannel.getKey(host, port, "TCP");
    MessageChannel standing = messageChannels.get(key);
    if (standing != null) {
      return standing;
    }
    Channel channel = new Channel(host, port);
    messageChannels.put(key, channel);
    return channel;
  }

  /** The way to one peer: a connection that it made, or one that the stack will make. */
  private final class Channel extends TCPMessageChannel implements StreamConnection.Owner {

    private final @Nullable StreamConnection accepted;
    private volatile boolean abandoned;

    Channel(Socket socket) throws IOException {
      super(socket.getInetAddress(), socket.getPort(), stack, TcpProcessor.this);
      mySock = socket;
      myClientInputStream = socket.getInputStream();
      myClientOutputStream = socket.getOutputStream();
      accepted = StreamConnection.of(socket, socket, stack, "TCP");
    }

    Channel(InetAddress host, int port) throws IOException {
      super(host, port, stack, TcpProcessor.this);
      accepted = null;
      isCached = true;
    }

    @Override
    public void run() {
      Socket socket = mySock;
      if (accepted != null) {
        accepted.read(this);
      } else if (socket != null) {
        StreamConnection.of(socket, socket, stack, "TCP").read(this);
      }
      if (abandoned) {
        return; // and closed; there may be another in its place
      }
      close();
      remove(this);
      if (accepted == null) {
        StackContexts.of(stack)
            .connections()
            .closed(getPeerInetAddress(), getPeerPort(), SipTransport.TCP);
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

    /** Never to another address that the peer's Via may name: a stranger would choose it. */
    @Override
    protected void sendMessage(byte[] message, boolean isClient) throws IOException {
      if (accepted != null) {
        accepted.write(message);
      } else {
        super.sendMessage(message, isClient);
      }
    }

    @Override
    public void sendMessage(byte[] message, InetAddress peer, int port, boolean retry)
        throws IOException {
      if (accepted != null) {
        accepted.write(message);
      } else {
        super.sendMessage(message, peer, port, retry);
      }
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
