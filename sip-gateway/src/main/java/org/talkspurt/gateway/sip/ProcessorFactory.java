package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Our receivers; connections that we make are the stack's blocking ones: their non-blocking
 * siblings lose ACKs under load.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class ProcessorFactory implements MessageProcessorFactory {

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    return switch (transport.toUpperCase(Locale.ROOT)) {
      case "UDP" -> new UdpProcessor(address, stack, port);
      case "TCP" -> new TcpProcessor(address, stack, port);
      case "TLS" -> new TlsProcessor(address, stack, port);
      default -> throw new IllegalArgumentException(transport);
    };
  }
}
