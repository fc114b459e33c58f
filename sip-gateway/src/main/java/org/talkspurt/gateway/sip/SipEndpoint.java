package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.TooManyListenersException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * Listens for SIP on UDP, TCP and, if wanted, TLS and hands calls to an {@link InviteListener};
 * dials as a {@link SipDialer}.
 *
 * <p>Threads: one that reads UDP and one that parses it, two per TCP or TLS connection, one for the
 * stack's timers, one for ours, and a virtual one for each call that has something to send: a peer
 * that does not take a connection holds up its own calls only.
 */
public final class SipEndpoint implements SipDialer {

  private static final int PORT_ATTEMPTS = 20;

  private final SipSettings settings;
  private final InviteListener listener;
  private final SipMeters meters;
  private final MessageCapture capture;
  private final Supplier<ScheduledExecutorService> timers;

  private final SecureRandom random = new SecureRandom();

  private @Nullable Running running;

  /** What exists between start and stop. */
  private record Running(
      String stackName,
      SipStackImpl stack,
      int port,
      SipRuntime runtime,
      LocalAddresses addresses,
      ExecutorService pool,
      ScheduledExecutorService timers) {}

  /** Prepares an endpoint; nothing listens before {@link #start}. */
  public SipEndpoint(SipSettings settings, InviteListener listener, SipMeters meters) {
    this(settings, listener, meters, MessageCapture.NONE);
  }

  /** Also gives a copy of every message to {@code capture}. */
  public SipEndpoint(
      SipSettings settings, InviteListener listener, SipMeters meters, MessageCapture capture) {
    this(settings, listener, meters, capture, SipEndpoint::systemTimers);
  }

  /** For tests: with a clock of their own. */
  SipEndpoint(
      SipSettings settings,
      InviteListener listener,
      SipMeters meters,
      Supplier<ScheduledExecutorService> timers) {
    this(settings, listener, meters, MessageCapture.NONE, timers);
  }

  private SipEndpoint(
      SipSettings settings,
      InviteListener listener,
      SipMeters meters,
      MessageCapture capture,
      Supplier<ScheduledExecutorService> timers) {
    this.capture = capture;
    this.settings = settings;
    this.listener = listener;
    this.meters = meters;
    this.timers = timers;
  }

  private static ScheduledExecutorService systemTimers() {
    var timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sip-call-timer").factory());
    timers.setRemoveOnCancelPolicy(true);
    return timers;
  }

  /**
   * Starts to listen.
   *
   * @throws SipStartException if the address or port cannot be had
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("already started");
    }
    InetAddress bound = InetAddress.ofLiteral(settings.bindAddress());
    // A dual-stack JVM binds the IPv4 wildcard to both families; the stack knows no other wildcard.
    String bindTo = bound.isAnyLocalAddress() ? "0.0.0.0" : bound.getHostAddress();
    int port = settings.port() == 0 ? freePort(bound) : settings.port();
    String stackName = "talkspurt-" + UUID.randomUUID();
    StackContexts.StackContext context = new StackContexts.StackContext(settings, meters, capture);
    StackContexts.put(stackName, context);
    SipStackImpl stack = null;
    try {
      stack = new SipStackImpl(StackProperties.of(stackName, settings));
      ListeningPoint udp = listen(stack, bindTo, port, "UDP");
      ListeningPoint tcp = listen(stack, bindTo, port, "TCP");
      SipProvider provider = stack.createSipProvider(udp);
      provider.addListeningPoint(tcp);
      if (settings.tls() != null) {
        provider.addListeningPoint(listen(stack, bindTo, settings.tls().port(), "TLS"));
      }
      running = run(stackName, stack, provider, bound, port, context.connections());
    } catch (SipException | TooManyListenersException e) {
      abandon(stackName, stack);
      throw new SipStartException("The SIP stack does not start", e);
    } catch (SipStartException e) {
      abandon(stackName, stack);
      throw e;
    }
  }

  private Running run(
      String stackName,
      SipStackImpl stack,
      SipProvider provider,
      InetAddress bound,
      int port,
      ConnectionWatch connections)
      throws SipException, TooManyListenersException {
    ExecutorService pool =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sip-call-", 0).factory());
    ScheduledExecutorService clock = timers.get();
    SipRuntime runtime =
        new SipRuntime(
            settings,
            meters,
            provider,
            new SipMessages(port, tlsPort()),
            new CallTable(),
            new ServerLocator(null, random, settings.tls() != null),
            pool,
            clock,
            ConcurrentHashMap.newKeySet(),
            connections);
    LocalAddresses addresses = new LocalAddresses(bound, settings.advertisedAddress());
    provider.addSipListener(new RequestDispatcher(runtime, addresses, listener));
    stack.start();
    return new Running(stackName, stack, port, runtime, addresses, pool, clock);
  }

  private int tlsPort() {
    return settings.tls() == null ? 0 : settings.tls().port();
  }

  private static ListeningPoint listen(
      SipStackImpl stack, String address, int port, String transport) {
    try {
      return stack.createListeningPoint(address, port, transport);
    } catch (InvalidArgumentException | SipException e) {
      throw new SipStartException(
          "talkspurt.sip.bind-address and talkspurt.sip."
              + (transport.equals("TLS") ? "tls.port" : "port")
              + ": cannot listen on "
              + transport
              + " "
              + address
              + " port "
              + port
              + ": "
              + rootMessage(e),
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** A port that is free for UDP and TCP alike; the stack wants to be told one. */
  private static int freePort(InetAddress address) {
    for (int i = 0; i < PORT_ATTEMPTS; i++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, address);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), address)) {
        return udp.getLocalPort();
      } catch (IOException taken) {
        // free for TCP, not for UDP: the next one
      }
    }
    throw new IllegalStateException("no free port");
  }

  /**
   * Registers an account, and keeps it so until the endpoint stops.
   *
   * @throws IllegalArgumentException if its name and domain make no address
   * @throws IllegalStateException if the endpoint does not run
   */
  public SipRegistration register(RegistrationSettings account) {
    Running now = running();
    Registration registration =
        new Registration(now.runtime(), now.addresses(), account, InstantSource.system(), random);
    now.runtime().connections().add(registration::onConnectionLost);
    now.runtime().accountNames().add(account.credentials().username());
    registration.begin();
    return registration;
  }

  @Override
  public List<NextHop> resolve(SipDestination destination) throws UnknownHostException {
    return running().runtime().servers().locate(destination);
  }

  @Override
  public InetAddress localAddress(NextHop peer) {
    return running().addresses().toward(peer.address().getAddress());
  }

  @Override
  public SipDialog dial(OutgoingCall call, Executor home, OutgoingListener listener) {
    SipRuntime runtime = running().runtime();
    if (!(runtime.messages().uri(call.targetUri()) instanceof SipURI target) || target.isSecure()) {
      throw new IllegalArgumentException("not a SIP URI");
    }
    OutboundCall begun =
        new OutboundCall(
            runtime, call, target, home, listener, HexFormat.of().toHexDigits(random.nextLong()));
    runtime.calls().add(begun);
    begun.begin();
    return begun;
  }

  private synchronized Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("not started");
    }
    return now;
  }

  /** The port that UDP and TCP listen on. */
  public int port() {
    return running().port();
  }

  /** Calls that stand: from the INVITE to the BYE. */
  public synchronized int activeCalls() {
    Running now = running;
    return now == null ? 0 : now.runtime().calls().size();
  }

  /** Entries of the stack's transaction tables, which outlive their calls by some seconds. */
  synchronized int transactions() {
    Running now = running;
    return now == null
        ? 0
        : now.stack().getServerTransactionTableSize() + now.stack().getClientTransactionTableSize();
  }

  /** Sends what waits, for at most 1 s, and stops; calls that still stand get no BYE. */
  public synchronized void stop() {
    Running now = running;
    running = null;
    if (now != null) {
      now.pool().shutdown();
      try {
        if (!now.pool().awaitTermination(1, TimeUnit.SECONDS)) {
          now.pool().shutdownNow();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      now.timers().shutdownNow();
      abandon(now.stackName(), now.stack());
    }
  }

  private static void abandon(String stackName, @Nullable SipStackImpl stack) {
    if (stack != null) {
      stack.stop();
    }
    StackContexts.remove(stackName);
  }
}
