package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;

/**
 * The stack's TCP processor with a server socket of ours. Connections from outside the source
 * policy are closed, since each costs two threads.
 */
final class TcpProcessor extends TCPMessageProcessor {

  private final SipSettings settings;
  private final SipMeters meters;

  TcpProcessor(InetAddress address, SIPTransactionStack stack, int port) {
    super(address, stack, port);
    StackContexts.StackContext context = StackContexts.of(stack);
    this.settings = context.settings();
    this.meters = context.meters();
  }

  @Override
  public void start() throws IOException {
    PolicyServerSocket server = new PolicyServerSocket(settings, meters);
    server.listen(getIpAddress(), getPort());
    sock = server;
    isRunning = true;
    Thread.ofPlatform().daemon().name("sip-tcp-accept").start(this);
  }

  @Override
  public synchronized void stop() {
    if (sock != null) { // null when it did not start: the port was taken
      super.stop();
    }
  }
}
