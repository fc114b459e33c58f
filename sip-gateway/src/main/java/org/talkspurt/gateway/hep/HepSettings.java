package org.talkspurt.gateway.hep;

/**
 * Where copies of SIP messages go.
 *
 * @param captureId who has captured them, unsigned
 * @param key of the collector; empty: none
 */
public record HepSettings(String host, int port, int captureId, String key) {

  /** Never the key. */
  @Override
  public String toString() {
    return "HepSettings[host=" + host + ", port=" + port + ", captureId=" + captureId + "]";
  }
}
