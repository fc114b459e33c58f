package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A phone that knows no rules: sends exactly what a test says and shows what came back. */
abstract class SipPeer implements AutoCloseable {

  private static final int PATIENCE_S = 10;
  private static final int TIMER_E_MS = 500;

  final BlockingQueue<SipText> inbox = new LinkedBlockingQueue<>();

  abstract String transport();

  /** host:port as it stands in Via and Contact. */
  abstract String self();

  void send(String message) throws IOException {
    send(message.getBytes(StandardCharsets.UTF_8));
  }

  abstract void send(byte[] bytes) throws IOException;

  @Override
  public abstract void close() throws IOException;

  /** The next message; fails when none comes. */
  SipText receive() throws InterruptedException {
    SipText message = inbox.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /**
   * Sends a request again and again until a response comes, as RFC 3261 §17.1.2.2 has it. A test
   * that repeats a request the moment its answer is in meets the stack before it has stored that
   * answer, and the stack may then drop the repetition.
   */
  SipText repeat(String request) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE_S * 1_000 / TIMER_E_MS; i++) {
      send(request);
      SipText answer = inbox.poll(TIMER_E_MS, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
    }
    throw new AssertionError("no answer came");
  }

  /** Skips messages until one fits. */
  SipText receive(Predicate<SipText> wanted) throws InterruptedException {
    SipText message = receive();
    while (!wanted.test(message)) {
      message = receive();
    }
    return message;
  }

  /** Skips messages until a response with this status comes. */
  SipText receive(int status) throws InterruptedException {
    return receive(message -> message.status() == status);
  }

  /** Skips messages until a request of this method comes. */
  SipText receive(String method) throws InterruptedException {
    return receive(message -> message.isRequest(method));
  }

  /** Answers a request of the endpoint. */
  void reply(SipText request, int status, String more) throws IOException {
    StringBuilder response = new StringBuilder("SIP/2.0 " + status + " Whatever\r\n");
    for (String via : request.headers("Via")) {
      response.append("Via: ").append(via).append("\r\n");
    }
    for (String name : new String[] {"From", "To", "Call-ID", "CSeq"}) {
      response.append(name).append(": ").append(request.header(name)).append("\r\n");
    }
    send(response + more + "Content-Length: 0\r\n\r\n");
  }
}
