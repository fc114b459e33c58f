package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.OutgoingCall;
import org.talkspurt.gateway.sip.OutgoingListener;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipDialer;
import org.talkspurt.gateway.sip.SipDialog;

/** A telephone network with one phone, which the test answers; keeps what it is sent. */
public final class FakeDialer implements SipDialer, SipDialog {
  static final String ANSWER = FakeInvite.sdp("sendrecv", 0);

  final List<OutgoingCall> dialled = new ArrayList<>();
  final List<SipDestination> asked = new ArrayList<>();
  final List<String> sent = new ArrayList<>();
  OutgoingListener listener;
  List<String> servers = List.of("192.0.2.9");
  boolean hostIsKnown = true;

  /** What dialling throws, if anything. */
  RuntimeException broken;

  @Override
  public List<NextHop> resolve(SipDestination destination) throws UnknownHostException {
    asked.add(destination);
    if (!hostIsKnown) {
      throw new UnknownHostException(destination.host());
    }
    return servers.stream()
        .map(
            address ->
                new NextHop(
                    new InetSocketAddress(InetAddress.ofLiteral(address), 5060),
                    destination.transport()))
        .toList();
  }

  @Override
  public InetAddress localAddress(NextHop peer) {
    return InetAddress.ofLiteral("192.0.2.1");
  }

  @Override
  public SipDialog dial(OutgoingCall call, Executor home, OutgoingListener events) {
    if (broken != null) {
      throw broken;
    }
    dialled.add(call);
    listener = events;
    return this;
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
    taker.accept("sip:desk@192.0.2.9?Replaces=1");
  }
}
