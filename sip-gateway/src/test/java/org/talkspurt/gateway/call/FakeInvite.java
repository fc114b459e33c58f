package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.InviteFacts;
import org.talkspurt.gateway.sip.Reinvite;
import org.talkspurt.gateway.sip.SipDialog;
import org.talkspurt.gateway.sip.SipDialogListener;
import org.talkspurt.gateway.sip.SipTransport;

/** A peer that calls; keeps what it is sent, in order. */
public final class FakeInvite implements IncomingInvite, SipDialog {
  static final String OFFER = sdp("sendrecv", 0);
  static final String HOLD = sdp("sendonly", 0);

  /** Nothing that we could decode. */
  static final String VIDEO_ONLY =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
          + "m=video 4000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n";

  private final InviteFacts facts;
  final List<String> sent = new ArrayList<>();
  SipDialogListener listener;

  /** What accepting throws, if anything. */
  RuntimeException broken;

  FakeInvite(String calledUser, @Nullable String offer) {
    this(calledUser, offer, null);
  }

  FakeInvite(String calledUser, @Nullable String offer, @Nullable String account) {
    facts =
        new InviteFacts(
            "a84b4c76e66710@192.0.2.7",
            calledUser,
            calledUser,
            "+15550142",
            "Sarah Miller",
            "+15550100",
            Map.of(
                "p-asserted-identity",
                "<sip:+15550100@192.0.2.7>",
                "x-account",
                "4711",
                "x-other",
                "1"),
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060),
            account,
            SipTransport.UDP,
            InetAddress.ofLiteral("192.0.2.1"),
            offer);
  }

  static String sdp(String direction, int payloadType) {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
        + "m=audio 4000 RTP/AVP "
        + payloadType
        + "\r\na="
        + direction
        + "\r\n";
  }

  @Override
  public InviteFacts facts() {
    return facts;
  }

  @Override
  public void listen(SipDialogListener events) {
    listener = events;
  }

  @Override
  public void ring() {
    sent.add("180");
  }

  @Override
  public void progress(String sdp) {
    sent.add("183");
  }

  @Override
  public SipDialog accept(String sdp) {
    if (broken != null) {
      throw broken;
    }
    sent.add("200");
    return this;
  }

  @Override
  public void reject(int status, @Nullable String reason, @Nullable Duration retryAfter) {
    sent.add(status + " " + reason + (retryAfter == null ? "" : ", " + retryAfter.toSeconds()));
  }

  @Override
  public void bye() {
    sent.add("BYE");
  }

  @Override
  public void refer(String target) {
    sent.add("REFER " + target);
  }

  @Override
  public void whenReplaceable(Consumer<String> taker) {
    throw new UnsupportedOperationException();
  }

  /** Sends a re-INVITE. */
  void reinvite(@Nullable String offer) {
    listener.onReinvite(reinvite(offer, sent));
  }

  /** A re-INVITE or UPDATE whose final response goes to {@code sent}. */
  static Reinvite reinvite(@Nullable String offer, List<String> sent) {
    return new Reinvite() {
      @Override
      public @Nullable String offer() {
        return offer;
      }

      @Override
      public void accept(String sdp) {
        sent.add("200");
      }

      @Override
      public void reject(int status) {
        sent.add(String.valueOf(status));
      }
    };
  }
}
