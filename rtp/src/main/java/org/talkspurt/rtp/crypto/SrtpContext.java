package org.talkspurt.rtp.crypto;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.BigEndian;

/**
 * A call's SRTP and SRTCP, both ways (RFC 3711, RFC 7714), with a replay window of 64 packets.
 * Packets are changed in place. Confined to the call's home loop.
 */
public final class SrtpContext {

  /** A packet that the peer did not send, or not so. */
  public static final int FORGED = -1;

  /** A packet that was here before, or is too old to tell. */
  public static final int REPLAYED = -2;

  /** Most bytes that a packet grows by: a tag of 16 and SRTCP's index. */
  public static final int MAX_OVERHEAD_BYTES = 20;

  private final SrtpKeys ours;
  private final SrtpKeys theirs;
  private final Outgoing outgoing;
  private final Incoming incoming;

  private record Incoming(SrtpSources rtp, SrtpSources rtcp) {}

  /** We have one source, made with the first packet. */
  private static final class Outgoing {
    private final PacketView view = new PacketView();
    private @Nullable SrtpSource rtp;
    private @Nullable SrtpSource rtcp;
  }

  public SrtpContext(SrtpKeys ours, SrtpKeys theirs) {
    this(
        ours,
        theirs,
        new Outgoing(),
        new Incoming(new SrtpSources(theirs, false), new SrtpSources(theirs, true)));
  }

  private SrtpContext(SrtpKeys ours, SrtpKeys theirs, Outgoing outgoing, Incoming incoming) {
    this.ours = ours;
    this.theirs = theirs;
    this.outgoing = outgoing;
    this.incoming = incoming;
  }

  /** Loads the ciphers, which takes up to a second, so that no call has to wait for it. */
  public static void prepare() {
    for (SrtpProfile profile : SrtpProfile.values()) {
      SrtpKeys keys = SrtpKeys.random(profile);
      SrtpSource.of(false, true, 0, keys);
      SrtpSource.of(true, true, 0, keys);
    }
  }

  /**
   * After a new offer and answer. A direction whose keys are the same goes on: its rollover counter
   * and its replay window belong to the keys (RFC 3711 §3.2.3).
   */
  public SrtpContext rekeyed(SrtpKeys nextOurs, SrtpKeys nextTheirs) {
    SrtpContext fresh = new SrtpContext(nextOurs, nextTheirs);
    return new SrtpContext(
        nextOurs,
        nextTheirs,
        nextOurs.equals(ours) ? outgoing : fresh.outgoing,
        nextTheirs.equals(theirs) ? incoming : fresh.incoming);
  }

  /** Allows the next tick's worth of new sources. */
  public void onTick() {
    incoming.rtp.onTick();
    incoming.rtcp.onTick();
  }

  /**
   * Encrypts an RTP packet and appends its tag.
   *
   * @param packet with room for {@value #MAX_OVERHEAD_BYTES} bytes more
   * @return its new length; {@link #FORGED} if it cannot be sent: no room, or the key is used up
   */
  public int protectRtp(byte[] packet, int length) {
    if (outgoing.rtp == null) {
      outgoing.rtp = SrtpSource.of(false, true, BigEndian.uint32(packet, 8), ours);
    }
    return protect(outgoing.rtp, packet, length);
  }

  /** Encrypts a compound RTCP packet; see {@link #protectRtp}. */
  public int protectRtcp(byte[] packet, int length) {
    if (outgoing.rtcp == null) {
      outgoing.rtcp = SrtpSource.of(true, true, BigEndian.uint32(packet, 4), ours);
    }
    return protect(outgoing.rtcp, packet, length);
  }

  private int protect(SrtpSource source, byte[] packet, int length) {
    if (length + MAX_OVERHEAD_BYTES > packet.length) {
      return FORGED;
    }
    try {
      return source.protect(outgoing.view.over(packet, length)) == SrtpErrorStatus.OK
          ? outgoing.view.getLength()
          : FORGED;
    } catch (GeneralSecurityException _) {
      return FORGED;
    }
  }

  /**
   * Checks and decrypts an SRTP packet; of one that is refused the bytes may be spoilt.
   *
   * @return its new length; {@link #FORGED} or {@link #REPLAYED} for one to be dropped
   */
  public int unprotectRtp(byte[] packet, int length) {
    return incoming.rtp.unprotect(packet, length);
  }

  /** Checks and decrypts an SRTCP packet; see {@link #unprotectRtp}. */
  public int unprotectRtcp(byte[] packet, int length) {
    return incoming.rtcp.unprotect(packet, length);
  }
}
