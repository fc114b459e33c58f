package org.talkspurt.gateway.sip;

import static java.util.stream.Collectors.toUnmodifiableSet;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.MinExpiresHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.sip.RegistrationStatus.State;

/**
 * Keeps one binding at a registrar (RFC 3261 §10.2): registers, answers challenges, refreshes in
 * time, goes to the next server when one fails, tries again later when all have, and takes over the
 * address that the registrar sees (RFC 3581), for calls as well. Confined to its strand but for
 * {@link #status}.
 */
final class Registration implements ResponseReceiver, SipRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  /** A registrar that never is content would be asked for ever. */
  private static final int MAX_ROUNDS = 5;

  private static final long MAX_EXPIRES_S = Duration.ofDays(1).toSeconds();
  private static final int NO_ANSWER = 408;
  private static final int NOT_REACHED = 503;

  private final SipRuntime runtime;
  private final LocalAddresses addresses;
  private final RegistrationSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Strand strand;
  private final RegisterBuilder requests;
  private final DigestClient digest;
  private final RegistrationBackoff backoff;
  private final ReconnectDelay losses;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private volatile RegistrationStatus status =
      new RegistrationStatus(State.REGISTERING, 0, null, "");
  private volatile Set<InetAddress> peers = Set.of();
  private volatile Optional<NextHop> registeredAt = Optional.empty();
  private volatile Optional<ServiceRoute> serviceRoute = Optional.empty();

  private List<NextHop> servers = List.of();
  private int server;
  private @Nullable SipURI contact;
  private @Nullable SipURI former;
  private long expiresS;
  private long sentExpiresS;
  private int rounds;
  private long askedNs;
  private long boundUntilNs;
  private boolean underWay;
  private boolean ending;
  private Runnable cancelTimer = () -> {};
  private Runnable cancelKeepAlive = () -> {};

  /**
   * @throws IllegalArgumentException if user name and domain make no address
   */
  Registration(
      SipRuntime runtime,
      LocalAddresses addresses,
      RegistrationSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.runtime = runtime;
    this.addresses = addresses;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.strand = new Strand(runtime.pool());
    this.requests =
        new RegisterBuilder(
            runtime.messages(), settings.credentials().username(), settings.domain());
    this.digest = new DigestClient(settings.credentials(), random);
    this.backoff = new RegistrationBackoff(random);
    this.losses = new ReconnectDelay(random);
    this.expiresS = settings.expires().toSeconds();
  }

  void begin() {
    strand.execute(this::locate);
  }

  @Override
  public RegistrationStatus status() {
    return status;
  }

  @Override
  public Set<InetAddress> peers() {
    return peers;
  }

  @Override
  public Optional<ServiceRoute> serviceRoute() {
    return serviceRoute;
  }

  @Override
  public Optional<NextHop> server() {
    return registeredAt;
  }

  /**
   * A connection is no more, told by any thread: the registrar's calls cannot come over it, and it
   * is made anew by registering (RFC 5626 §4.4.1).
   */
  void onConnectionLost(NextHop peer) {
    strand.execute(
        () -> {
          boolean ours =
              !ending
                  && !underWay
                  && status.state() == State.REGISTERED
                  && server < servers.size()
                  && servers.get(server).isBeside(peer);
          if (ours) {
            reconnect();
          }
        });
  }

  private void reconnect() {
    cancelTimers();
    contact = null;
    Duration delay = losses.next(System.nanoTime());
    LOG.warn(
        "trunk {}: the connection to the registrar is lost; again in {} ms",
        settings.name(),
        delay.toMillis());
    become(State.REGISTERING, status.lastStatus());
    cancelTimer = runtime.schedule(delay, strand, this::locate);
  }

  @Override
  public CompletableFuture<Void> end() {
    strand.execute(this::unregister);
    return ended;
  }

  @Override
  public void receive(Runnable task) {
    runtime.receive(strand, task);
  }

  /** Asks the network on a thread of its own: the strand's is shared by calls. */
  private void locate() {
    cancelTimers();
    if (ending || underWay) {
      return;
    }
    underWay = true;
    become(State.REGISTERING, status.lastStatus());
    lookUp(this::onLocated);
  }

  private void lookUp(Consumer<List<NextHop>> then) {
    Thread.startVirtualThread(
        () -> {
          List<NextHop> found;
          try {
            found = runtime.servers().locate(settings.registrar());
          } catch (UnknownHostException e) {
            found = List.of();
          }
          List<NextHop> servers = found;
          strand.execute(() -> then.accept(servers));
        });
  }

  private void onLocated(List<NextHop> found) {
    servers = found;
    server = 0;
    peers = addresses(found);
    if (ending) {
      finish();
    } else {
      register();
    }
  }

  /** A new exchange with the present server. */
  private void register() {
    rounds = 0;
    askedNs = System.nanoTime();
    send();
  }

  /** Where the server stands is looked up beside: no refresh waits for a name. */
  private void refresh() {
    register();
    lookUp(this::renew);
  }

  /** Takes over what the name leads to now; the present server stays as long as it answers. */
  private void renew(List<NextHop> found) {
    if (found.isEmpty() || ending || server >= servers.size()) {
      return;
    }
    NextHop present = servers.get(server);
    List<NextHop> others = found.stream().filter(hop -> !hop.isBeside(present)).toList();
    servers = Stream.concat(Stream.of(present), others.stream()).toList();
    server = 0;
    peers = addresses(servers);
  }

  private static Set<InetAddress> addresses(List<NextHop> servers) {
    return servers.stream().map(hop -> hop.address().getAddress()).collect(toUnmodifiableSet());
  }

  private void send() {
    underWay = true;
    while (server < servers.size()) {
      if (sendTo(servers.get(server))) {
        return;
      }
      server++;
      contact = null; // the way to the next one may be another
    }
    fail(NOT_REACHED, null);
  }

  private boolean sendTo(NextHop hop) {
    InetAddress local = addresses.toward(hop.address().getAddress());
    SipURI mine = contact;
    if (mine != null && !ending && isElsewhere(mine, local)) {
      former = mine; // the world calls us by another address now
      mine = null;
    }
    if (mine == null) {
      mine = requests.contact(local, hop.transport());
      contact = mine;
    }
    sentExpiresS = ending ? 0 : expiresS;
    var request = requests.register(hop, local, mine, sentExpiresS, former);
    digest.authorize(request);
    rounds++;
    return runtime.start(request, this) != null;
  }

  private boolean isElsewhere(SipURI mine, InetAddress local) {
    return runtime.settings().advertisedAddress().now() != null
        && !mine.getHost().equalsIgnoreCase(SipMessages.literal(local));
  }

  @Override
  public void onResponse(String method, int answered, @Nullable SIPResponse response) {
    if (answered < 200) {
      return;
    }
    if (method.equals("OPTIONS")) {
      onAlive(response != null);
      return;
    }
    boolean again = rounds < MAX_ROUNDS && response != null && retry(answered, response);
    if (again) {
      send();
    } else if (ending && sentExpiresS > 0 && answered < 300) {
      register(); // it was under way when we were told to end
    } else if (ending) {
      finish();
    } else if (answered < 300 && response != null) {
      onRegistered(response);
    } else if (answered == NO_ANSWER || answered >= 500) {
      if (response == null) {
        runtime.connections().abandon(servers.get(server));
      }
      server++;
      contact = null;
      if (server < servers.size()) {
        register();
      } else {
        fail(answered, response);
      }
    } else {
      fail(answered, response);
    }
  }

  /** Whether the same request, mended, may be accepted. */
  private boolean retry(int answered, SIPResponse response) {
    return switch (answered) {
      case 401, 407 -> digest.take(response);
      case 423 -> askForLonger(response);
      default -> false;
    };
  }

  private boolean askForLonger(SIPResponse response) {
    long least =
        response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader wanted
            ? wanted.getExpires()
            : 0;
    boolean longer = least > expiresS && least <= MAX_EXPIRES_S;
    if (longer) {
      expiresS = least;
    }
    return longer;
  }

  private void onRegistered(SIPResponse response) {
    former = null;
    long granted = Math.min(granted(response), MAX_EXPIRES_S);
    if (granted <= 0) {
      fail(response.getStatusCode(), null); // the binding is not among those that the registrar has
      return;
    }
    SipURI seen = seenAs(response);
    if (seen != null && rounds < MAX_ROUNDS) {
      former = contact;
      contact = seen;
      send();
      return;
    }
    underWay = false;
    backoff.succeeded();
    takeOverMapping();
    registeredAt = Optional.of(servers.get(server));
    serviceRoute = ServiceRoute.of(response, servers.get(server).transport());
    boundUntilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(granted);
    boolean news = status.state() != State.REGISTERED;
    runtime.meters().registration(settings.name(), response.getStatusCode(), true);
    runtime.meters().registrationDelay(System.nanoTime() - askedNs);
    status =
        new RegistrationStatus(
            State.REGISTERED,
            response.getStatusCode(),
            clock.instant().plusSeconds(granted),
            String.valueOf(contact));
    if (news) {
      LOG.info("trunk {}: registered for {} s", settings.name(), granted);
    }
    // Not all at the same moment after a restart of the registrar, and in time for some attempts.
    long refreshMs = (long) (granted * 1_000 * random.nextDouble(0.7, 0.85));
    cancelTimers();
    cancelTimer = runtime.schedule(Duration.ofMillis(refreshMs), strand, this::refresh);
    keepAlive();
  }

  /** What the registrar grants our contact, s; 0 if it does not know it. */
  private long granted(SIPResponse response) {
    ListIterator<?> contacts = response.getHeaders(ContactHeader.NAME);
    long otherwise =
        response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader all
            ? all.getExpires()
            : expiresS;
    if (!contacts.hasNext()) {
      return otherwise; // against RFC 3261 §10.3, but some leave them out
    }
    while (contacts.hasNext()) {
      ContactHeader bound = (ContactHeader) contacts.next();
      if (bound.getAddress().getURI() instanceof SipURI uri && isOurs(uri)) {
        return bound.getExpires() < 0 ? otherwise : bound.getExpires();
      }
    }
    return 0;
  }

  private boolean isOurs(SipURI uri) {
    SipURI mine = contact;
    return mine != null && SipUris.isSamePlace(mine, uri);
  }

  /** Our contact as the registrar's packets would have to name it; null if ours is right. */
  private @Nullable SipURI seenAs(SIPResponse response) {
    SipURI mine = contact;
    Via via = response.getTopmostVia();
    if (mine == null
        || runtime.settings().advertisedAddress().now() != null
        || servers.get(server).transport() != SipTransport.UDP
        || via.getReceived() == null
        || via.getRPort() <= 0) {
      return null;
    }
    try {
      InetSocketAddress seen =
          new InetSocketAddress(
              InetAddress.ofLiteral(SipMessages.withoutBrackets(via.getReceived())),
              via.getRPort());
      SipURI other = (SipURI) mine.clone();
      SipMessages.place(other, seen);
      return isOurs(other) ? null : other;
    } catch (IllegalArgumentException e) {
      return null; // no address: a broken registrar
    }
  }

  /** The Contact of calls through this server is the place that it knows us at, too. */
  private void takeOverMapping() {
    NextHop hop = servers.get(server);
    SipURI mine = contact;
    if (mine == null || hop.transport() != SipTransport.UDP) {
      return;
    }
    InetAddress registrar = hop.address().getAddress();
    NatMappings nat = runtime.messages().nat();
    if (isOurs(requests.contact(addresses.toward(registrar), hop.transport()))) {
      nat.forget(registrar);
    } else {
      InetAddress seen = InetAddress.ofLiteral(SipMessages.withoutBrackets(mine.getHost()));
      nat.learn(registrar, new InetSocketAddress(seen, SipUris.port(mine)));
    }
  }

  private void fail(int answered, @Nullable SIPResponse response) {
    underWay = false;
    rounds = 0;
    registeredAt = Optional.empty();
    serviceRoute = Optional.empty();
    cancelTimers();
    boolean refused = answered == 401 || answered == 403 || answered == 407;
    Duration delay = backoff.next(refused, SipMessages.retryAfter(response, Duration.ZERO));
    LOG.warn(
        "trunk {}: not registered: {}; again in {} s",
        settings.name(),
        answered,
        delay.toSeconds());
    runtime.meters().registration(settings.name(), answered, isBound());
    become(State.FAILED, answered);
    cancelTimer = runtime.schedule(delay, strand, this::locate);
  }

  private void keepAlive() {
    cancelKeepAlive = runtime.schedule(settings.keepAlive(), strand, this::askWhetherAlive);
  }

  private void askWhetherAlive() {
    if (ending || underWay || status.state() != State.REGISTERED) {
      return;
    }
    NextHop hop = servers.get(server);
    InetAddress local = addresses.toward(hop.address().getAddress());
    if (runtime.start(requests.options(hop, local), this) == null) {
      onAlive(false);
    }
  }

  private void onAlive(boolean alive) {
    if (ending || underWay || status.state() != State.REGISTERED) {
      return;
    }
    if (alive) {
      keepAlive();
    } else {
      LOG.warn("trunk {}: the registrar does not answer", settings.name());
      runtime.connections().abandon(servers.get(server));
      contact = null;
      locate();
    }
  }

  private void unregister() {
    cancelTimers();
    ending = true;
    if (ended.isDone()) {
      return;
    }
    if (isBound() && !underWay && server < servers.size()) {
      register();
    } else {
      finish();
    }
  }

  private void finish() {
    underWay = false;
    registeredAt = Optional.empty();
    serviceRoute = Optional.empty();
    cancelTimers();
    runtime.meters().registration(settings.name(), status.lastStatus(), false);
    status = new RegistrationStatus(State.UNREGISTERED, status.lastStatus(), null, "");
    ended.complete(null);
  }

  /** The binding, if there is one, lasts as long as it was granted. */
  private void become(State state, int lastStatus) {
    status = new RegistrationStatus(state, lastStatus, status.expires(), status.contact());
  }

  private boolean isBound() {
    return status.expires() != null && boundUntilNs - System.nanoTime() > 0;
  }

  private void cancelTimers() {
    cancelTimer.run();
    cancelKeepAlive.run();
  }
}
