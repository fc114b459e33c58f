package org.talkspurt.rtp.crypto;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.BigEndian;

/**
 * What comes from the peer under one master key, either its SRTP or its SRTCP. A source is kept
 * once a packet of it was authentic: a forger's inventions leave nothing behind, and an old
 * source's packets cannot be played again after a new one began.
 */
final class SrtpSources {

  /** More than a call's transfers and holds bring. The oldest one is forgotten for one more. */
  static final int MAX_SOURCES = 64;

  /** Deriving a source's keys costs thirty packets' worth; so many in a tick are enough. */
  static final int NEW_SOURCES_PER_TICK = 2;

  private final SrtpKeys keys;
  private final boolean rtcp;
  private final int ssrcOffset;
  private final int minBytes;
  private final PacketView view = new PacketView();
  private final SequencedMap<Long, SrtpSource> sources = new LinkedHashMap<>();
  private @Nullable SrtpSource latest;
  private long latestSsrc;
  private int newSources = NEW_SOURCES_PER_TICK;

  SrtpSources(SrtpKeys keys, boolean rtcp) {
    this.keys = keys;
    this.rtcp = rtcp;
    this.ssrcOffset = rtcp ? 4 : 8;
    this.minBytes = rtcp ? 8 : 12;
  }

  void onTick() {
    newSources = NEW_SOURCES_PER_TICK;
  }

  /** See {@link SrtpContext#unprotectRtp}. */
  int unprotect(byte[] packet, int length) {
    if (length < minBytes || length > packet.length) {
      return SrtpContext.FORGED;
    }
    long ssrc = BigEndian.uint32(packet, ssrcOffset);
    SrtpSource known = find(ssrc);
    if (known != null) {
      return unprotect(known, packet, length);
    }
    if (newSources == 0) {
      return SrtpContext.FORGED;
    }
    newSources--;
    SrtpSource found = SrtpSource.of(rtcp, false, ssrc, keys);
    int plain = unprotect(found, packet, length);
    if (plain >= 0) {
      newSources++;
      keep(ssrc, found);
    }
    return plain;
  }

  private @Nullable SrtpSource find(long ssrc) {
    if (latest == null || ssrc != latestSsrc) {
      SrtpSource known = sources.get(ssrc);
      if (known == null) {
        return null;
      }
      latest = known;
      latestSsrc = ssrc;
    }
    return latest;
  }

  private void keep(long ssrc, SrtpSource source) {
    if (sources.size() == MAX_SOURCES) {
      sources.pollFirstEntry();
    }
    sources.put(ssrc, source);
    latest = source;
    latestSsrc = ssrc;
  }

  private int unprotect(SrtpSource source, byte[] packet, int length) {
    SrtpErrorStatus status;
    try {
      status = source.unprotect(view.over(packet, length));
    } catch (GeneralSecurityException | RuntimeException _) {
      return SrtpContext.FORGED; // the library follows a forged header out of the packet
    }
    return switch (status) {
      case OK -> view.getLength();
      case REPLAY_FAIL, REPLAY_OLD -> SrtpContext.REPLAYED;
      case FAIL, AUTH_FAIL, INVALID_PACKET -> SrtpContext.FORGED;
    };
  }
}
