package org.talkspurt.gateway.hep;

/**
 * Where copies of SIP messages go.
 *
 * @param captureId who has captured them, unsigned
 * @param key of the collector; empty: none
 */
public record HepSettings(String host, int port, int captureId, String key) {

  public HepSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "talkspurt.sip.hep.address: port " + port + " (expected: 1 to 65535)");
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "HepSettings[host=" + host + ", port=" + port + ", captureId=" + captureId + "]";
  }
}
