package org.talkspurt.gateway.sip;

import javax.sip.address.Hop;

/**
 * A hop that must be a certain server, where it can prove it.
 *
 * @param host address literal, or a name
 * @param server name or address literal that was looked up
 */
record NamedHop(String host, int port, String transport, String server) implements Hop {

  @Override
  public String getHost() {
    return host;
  }

  @Override
  public int getPort() {
    return port;
  }

  @Override
  public String getTransport() {
    return transport;
  }
}
