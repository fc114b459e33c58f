package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.text.ParseException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TCP and TLS channels share: reads messages off a connection, answers malformed ones, and
 * gives up a peer that is too slow. It takes the place of the stack's reader, which needs two
 * threads, keeps what it has read without a bound, and leaves a connection half dead that once
 * brought a message it did not understand.
 *
 * <p>A malformed message is answered and the connection goes on, since the calls of others may use
 * it; where the stream cannot be cut into messages any more, it is closed.
 */
final class StreamConnection implements StreamFramer.Watch {

  private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

  static final int HANDSHAKE_MS = 10_000;

  /** From the connection, or the end of its handshake, to the end of its first message. */
  static final int FIRST_MESSAGE_MS = 32_000;

  /** From the first byte of a message to its last. */
  static final int MESSAGE_MS = 10_000;

  /** Until the peer has taken what we send. */
  static final int WRITE_MS = 5_000;

  private static final byte[] PONG = {'\r', '\n'};

  /** The stack's channel. */
  interface Owner {
    /** Hands a message to the stack. */
    void process(SIPMessage message) throws Exception;
  }

  private final Socket plain;
  private final Socket socket;
  private final SipTimer timer;
  private final SipSettings settings;
  private final SipMeters meters;
  private final SourceRates rates;
  private final Scanners scanners;
  private final GuardedParser parser;
  private final String transport;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Deadline reading;
  private boolean anyMessage;

  /**
   * Takes a connection.
   *
   * @param plain the socket that can be closed at once: a TLS one waits for its writers
   * @param socket the one that carries the messages; over TCP it is the same
   * @param timer counts the deadlines, in the stack's time (see {@link StackTimer})
   */
  StreamConnection(
      Socket plain,
      Socket socket,
      SipTimer timer,
      StackContexts.StackContext context,
      String transport) {
    this.plain = plain;
    this.socket = socket;
    this.timer = timer;
    this.settings = context.settings();
    this.meters = context.meters();
    this.rates = context.rates();
    this.scanners = context.scanners();
    this.parser = new GuardedParser();
    this.transport = transport;
  }

  /** Of a connection that a peer made, or that we made to it. */
  static StreamConnection of(
      Socket plain, Socket socket, SIPTransactionStack stack, String transport) {
    return new StreamConnection(
        plain, socket, stack.getTimer(), StackContexts.of(stack), transport);
  }

  /** Closes the connection when it comes. */
  private final class Deadline extends SIPStackTimerTask {
    @Override
    public void runTask() {
      meters.messageDropped(SipMeters.DropReason.SLOW);
      // Not on the thread of all timers: a TLS connection of ours may wait for its writers.
      Thread.startVirtualThread(StreamConnection.this::close);
    }

    @Override
    public Object getThreadHash() {
      return this;
    }
  }

  /**
   * Closes the connection after this time.
   *
   * @return calls that off
   */
  Runnable within(int ms) {
    Deadline deadline = new Deadline();
    timer.schedule(deadline, ms);
    return () -> timer.cancel(deadline);
  }

  /** Reads until the connection is closed, by either side. */
  void read(Owner owner) {
    expect(FIRST_MESSAGE_MS);
    try {
      StreamFramer framer =
          new StreamFramer(socket.getInputStream(), settings.maxMessageSizeBytes(), this);
      byte[] bytes = framer.next();
      while (bytes != null && take(bytes, owner)) {
        bytes = framer.next();
      }
    } catch (StreamFramer.FramingException e) {
      refuse(e.head(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.debug("A {} connection ended: {}", transport, e.getClass().getName());
    } finally {
      expectNothing();
      close();
    }
  }

  /** False if the connection is not worth going on with. */
  private boolean take(byte[] bytes, Owner owner) {
    if (scanners.sent(bytes)) {
      meters.messageDropped(SipMeters.DropReason.SCANNER);
      return false;
    }
    // What came is not lost here: the peer is read more slowly, and its own sending waits.
    LockSupport.parkNanos(rates.delayNs(socket.getInetAddress(), System.nanoTime()));
    try {
      SIPMessage message = parser.parse(bytes, true);
      if (message != null) {
        if (!anyMessage) {
          anyMessage = true;
          expectNothing();
        }
        requireTransport(message);
        owner.process(message);
      }
      return true;
    } catch (ParseException e) {
      return refuse(bytes, String.valueOf(e.getMessage()));
    } catch (Exception | StackOverflowError e) { // processMessage declares Exception
      LOG.debug("A message over {} failed: {}", transport, e.getClass().getName());
      return true;
    }
  }

  /** The stack would answer over whatever transport the Via names. */
  private void requireTransport(SIPMessage message) throws ParseException {
    if (!message.getTopmostVia().getTransport().equalsIgnoreCase(transport)) {
      throw new ParseException("Via transport is not " + transport, 0);
    }
  }

  /** Answers 400 where that is due; false if this was not even meant as SIP. */
  private boolean refuse(byte[] message, String reason) {
    meters.messageDropped(SipMeters.DropReason.GARBAGE);
    byte[] reply = MalformedReply.to(message, reason);
    if (reply != null) {
      try {
        write(reply);
      } catch (IOException e) {
        return false;
      }
    }
    return MalformedReply.isSip(message);
  }

  /**
   * Sends bytes whole.
   *
   * @throws IOException if the connection is closed, or the peer takes nothing for {@value
   *     #WRITE_MS} ms, which closes it
   */
  void write(byte[] bytes) throws IOException {
    writing.lock();
    Runnable cancel = within(WRITE_MS);
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } finally {
      cancel.run();
      writing.unlock();
    }
  }

  void close() {
    try {
      plain.close();
    } catch (IOException e) {
      LOG.debug("A {} connection did not close: {}", transport, e.getClass().getName());
    }
  }

  private void expect(int ms) {
    Deadline deadline = new Deadline();
    reading = deadline;
    timer.schedule(deadline, ms);
  }

  private void expectNothing() {
    Deadline deadline = reading;
    reading = null;
    if (deadline != null) {
      timer.cancel(deadline);
    }
  }

  @Override
  public void messageBegan() {
    if (anyMessage) {
      expect(MESSAGE_MS);
    }
  }

  @Override
  public void messageEnded() {
    if (anyMessage) {
      expectNothing();
    }
  }

  @Override
  public void pinged() throws IOException {
    write(PONG);
  }

  @Override
  public String toString() {
    return transport + " " + socket.getRemoteSocketAddress();
  }
}
