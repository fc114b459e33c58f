package org.talkspurt.rtp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.packet.RtcpPacket;

/**
 * What stays the same for a whole call.
 *
 * @param cname name of this end in RTCP (RFC 7022 recommends a random one per call), 1 to 255 bytes
 *     of UTF-8
 * @param jitterBuffer limits of the received stream's delay
 * @param mediaTimeoutNs how long nothing may come before the listener is told, ns; positive
 */
public record MediaSettings(String cname, JitterBufferSettings jitterBuffer, long mediaTimeoutNs) {

  /**
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public MediaSettings {
    int bytes = cname.getBytes(UTF_8).length;
    if (bytes == 0 || bytes > RtcpPacket.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("cname of " + bytes + " bytes (expected: 1 to 255)");
    }
    if (mediaTimeoutNs <= 0) {
      throw new IllegalArgumentException("mediaTimeoutNs: " + mediaTimeoutNs + " (expected: > 0)");
    }
  }
}
