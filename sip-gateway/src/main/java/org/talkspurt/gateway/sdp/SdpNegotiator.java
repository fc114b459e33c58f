package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sdp.SessionDescription.Reading;
import org.talkspurt.rtp.crypto.DtlsIdentity;

/**
 * Offer/answer of one call (RFC 3264). Keeps the origin line: its version grows when a new
 * description differs from the last. Confined to the call's home loop.
 */
public final class SdpNegotiator {

  private static final int MAX_PORT = 65_535;

  private final LocalMedia local;
  private final SdpWriter writer;
  private OurKeys keys = new OurKeys();
  private final long sessionId;
  private long version = 1;
  private String lastLines = "";
  private boolean lastAnswers;

  /**
   * A negotiator for a new call.
   *
   * @param sessionId number of the o= line, unique among this host's calls, not negative
   */
  public SdpNegotiator(LocalMedia local, long sessionId) {
    this.local = local;
    this.writer = new SdpWriter(local);
    this.sessionId = sessionId;
  }

  /** Answers an offer; every m-line of it has its counterpart in the answer. */
  public NegotiationResult answer(String offer) {
    return switch (SdpParser.parse(offer)) {
      case Reading.Malformed(String reason) -> new NegotiationResult.Malformed(400, reason);
      case Reading.Parsed(SessionDescription description) -> answer(description);
    };
  }

  /**
   * Answers the offer of one of several peers that our offer went to, before it is known which of
   * them stays: the keys that the others were offered stay with it.
   */
  public NegotiationResult answerOneOfMany(String offer) {
    keys.keepOthers(true);
    NegotiationResult result = answer(offer);
    keys.keepOthers(false);
    return result;
  }

  /**
   * Answers the offer of another peer, who takes the place of the one before: with keys that only
   * the two of us know, whose packets are counted from the beginning.
   */
  public NegotiationResult answerSuccessor(String offer) {
    OurKeys former = keys;
    keys = new OurKeys();
    NegotiationResult result = answer(offer);
    if (!(result instanceof NegotiationResult.Accepted)) {
      keys = former;
    }
    return result;
  }

  /** An offer to another peer, who takes the place of the one before. */
  public String offerToSuccessor() {
    keys = new OurKeys();
    return offer();
  }

  private NegotiationResult answer(SessionDescription offer) {
    String reason =
        switch (local.encryption()) {
          case REQUIRE -> "no audio that is encrypted in a way we have";
          case OFF -> "no audio over plain RTP";
          case PREFER -> "no audio over RTP, plain or encrypted in a way we have";
        };
    for (boolean encrypted : List.of(true, false)) {
      for (MediaSection section : offer.media()) {
        if (encrypted ? takesKeys(section) : takesPlain(section)) {
          Keying keying = encrypted ? key(section) : Keying.NONE;
          Agreement agreement = agree(section, keying);
          if (agreement.media() != null) {
            String lines = writer.answer(offer, section, agreement.media(), keying);
            lastAnswers = true;
            return new NegotiationResult.Accepted(withOrigin(lines), agreement.media());
          }
          reason = agreement.problem();
        }
      }
    }
    return new NegotiationResult.Rejected(488, reason);
  }

  private boolean takesKeys(MediaSection section) {
    return encrypts() && (section.isKeyedAudio() || takesHandshake(section));
  }

  private boolean encrypts() {
    return local.encryption() != EncryptionPolicy.OFF;
  }

  private boolean takesHandshake(MediaSection section) {
    return local.identity() != null && section.isDtlsAudio();
  }

  /** Our answer to an encrypted line. A handshake is better: SIP's proxies do not see its keys. */
  private Keying key(MediaSection section) {
    return takesHandshake(section)
        ? Keying.handshake(
            Objects.requireNonNull(local.identity()), Objects.requireNonNull(section.dtls()))
        : keys.answer(section);
  }

  private boolean takesPlain(MediaSection section) {
    return local.encryption() != EncryptionPolicy.REQUIRE && section.isPlainAudio();
  }

  /** An offer of ours, for an INVITE or re-INVITE that brought none. */
  public String offer() {
    lastAnswers = false;
    return withOrigin(writer.offer(encrypts() ? keys.offer() + handshakeOffer() : ""));
  }

  /**
   * A handshake beside the keys, where the profile leaves the choice (RFC 8643 §3.1): over RTP/SAVP
   * there is none (RFC 5764 §8).
   */
  private String handshakeOffer() {
    DtlsIdentity identity = local.identity();
    return identity != null && local.encryption() == EncryptionPolicy.PREFER
        ? Keying.handshakeOffer(identity)
        : "";
  }

  /** Reads the answer to {@link #offer}. */
  public NegotiationResult acceptAnswer(String answer) {
    lastAnswers = false;
    return switch (SdpParser.parse(answer)) {
      case Reading.Malformed(String reason) -> new NegotiationResult.Malformed(400, reason);
      case Reading.Parsed(SessionDescription description) ->
          // We offered one m-line: the first is its answer.
          read(description.media().getFirst());
    };
  }

  /**
   * Reads the answer to our last description, which was offered again as it was. Where that had
   * been an answer, it had the peer's numbers and keys, and so has this.
   */
  public NegotiationResult acceptAnswerAgain(String answer) {
    if (!lastAnswers) {
      return acceptAnswer(answer);
    }
    return switch (SdpParser.parse(answer)) {
      case Reading.Malformed(String reason) -> new NegotiationResult.Malformed(400, reason);
      case Reading.Parsed(SessionDescription description) ->
          description.media().stream()
              .filter(section -> takesKeys(section) || takesPlain(section))
              .findFirst()
              .map(this::readAgain)
              .orElse(new NegotiationResult.Rejected(488, "the peer refused our audio"));
    };
  }

  private NegotiationResult readAgain(MediaSection section) {
    Agreement agreement = agree(section, takesKeys(section) ? key(section) : Keying.NONE);
    return agreement.media() == null
        ? new NegotiationResult.Rejected(488, agreement.problem())
        : new NegotiationResult.Accepted("", agreement.media());
  }

  private NegotiationResult read(MediaSection section) {
    boolean keyed = takesKeys(section);
    if (!keyed && !takesPlain(section)) {
      return new NegotiationResult.Rejected(488, "the peer refused our audio or its encryption");
    }
    Keying keying = keyed ? chosen(section) : Keying.NONE;
    if (keying == null) {
      return new NegotiationResult.Rejected(488, "the peer chose keys that were not offered");
    }
    Agreement agreement = agree(section, keying);
    return agreement.media() == null
        ? new NegotiationResult.Rejected(488, agreement.problem())
        : new NegotiationResult.Accepted("", underOurNumbers(section, agreement.media()));
  }

  /** What the peer chose of our offer; null if that was not offered. */
  private @Nullable Keying chosen(MediaSection answer) {
    if (takesHandshake(answer)) {
      return handshakeOffer().isEmpty() ? null : key(answer);
    }
    return keys.chosen(answer);
  }

  /** RFC 3264 §6.1: whatever numbers the answer has, the peer sends under those of our offer. */
  private NegotiatedMedia underOurNumbers(MediaSection answer, NegotiatedMedia media) {
    SdpCodec codec = media.codec();
    PayloadFormat digits = answer.telephoneEvent(codec.clockRateHz());
    return new NegotiatedMedia(
        codec,
        local.codec(codec).payloadType(),
        local.telephoneEvents() && digits != null
            ? writer.telephoneEvent(digits.clockRateHz())
            : OptionalInt.empty(),
        media.remoteRtp(),
        media.remoteRtcp(),
        media.direction(),
        media.ptimeMs(),
        media.options().asOffered(),
        media.encryption());
  }

  /** Either the media or what stands in its way. */
  private record Agreement(@Nullable NegotiatedMedia media, String problem) {}

  private Agreement agree(MediaSection section, Keying keying) {
    InetAddress remote = section.connection();
    if (remote == null) {
      return new Agreement(null, "no usable connection address");
    }
    if (remote.isMulticastAddress()) {
      return new Agreement(null, "multicast");
    }
    boolean held = remote.isAnyLocalAddress();
    if (!held && remote.getClass() != local.address().getClass()) {
      return new Agreement(null, "other address family");
    }
    SdpCodec codec = chooseCodec(section);
    if (codec == null) {
      return new Agreement(null, "no common codec");
    }
    MediaDirection direction = section.direction().mirrored();
    return new Agreement(
        new NegotiatedMedia(
            codec,
            codec.payloadType(),
            local.telephoneEvents() ? telephoneEvent(section, codec) : OptionalInt.empty(),
            new InetSocketAddress(remote, section.port()),
            rtcpAddress(section, remote),
            held ? direction.withoutSending() : direction,
            PacketTime.choose(
                section.ptimeMs(), section.maxPtimeMs(), local.ptimeMs(), codec.packetTimesMs()),
            options(section, codec),
            keying.encryption()),
        "");
  }

  private MediaOptions options(MediaSection section, SdpCodec codec) {
    PayloadFormat digits =
        local.telephoneEvents() ? section.telephoneEvent(codec.clockRateHz()) : null;
    return new MediaOptions(
        section.rtcpMux(),
        section.rtcpReducedSize(),
        section.voipMetrics(),
        local.comfortNoise() && codec.takesComfortNoise() && section.hasComfortNoise(),
        digits == null ? OptionalInt.empty() : OptionalInt.of(digits.payloadType()),
        digits == null ? 0 : digits.clockRateHz());
  }

  private static OptionalInt telephoneEvent(MediaSection section, SdpCodec codec) {
    PayloadFormat format = section.telephoneEvent(codec.clockRateHz());
    return format == null ? OptionalInt.empty() : OptionalInt.of(format.payloadType());
  }

  /** Our preference among what the peer has, under the peer's number. */
  private @Nullable SdpCodec chooseCodec(MediaSection section) {
    for (SdpCodec ours : local.codecs()) {
      PayloadFormat theirs = section.find(ours);
      if (theirs != null) {
        return new SdpCodec(
            ours.encodingName(), ours.clockRateHz(), theirs.payloadType(), theirs.parameters());
      }
    }
    return null;
  }

  /** RFC 3605, else the next port (RFC 3550 §11). */
  private static InetSocketAddress rtcpAddress(MediaSection section, InetAddress remote) {
    InetAddress named = section.rtcpAddress();
    boolean usable = named != null && !named.isMulticastAddress();
    int port = section.rtcpPort().orElse(Math.min(section.port() + 1, MAX_PORT));
    return new InetSocketAddress(usable ? named : remote, port);
  }

  private String withOrigin(String lines) {
    if (!lastLines.isEmpty() && !lastLines.equals(lines)) {
      version++; // RFC 3264 §8
    }
    lastLines = lines;
    return "v=0\r\no=- "
        + sessionId
        + " "
        + version
        + " "
        + SdpWriter.network(local.address())
        + "\r\n"
        + lines;
  }
}
