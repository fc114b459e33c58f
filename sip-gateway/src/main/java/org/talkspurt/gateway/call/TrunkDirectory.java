package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/** Which trunk a call came through, by its source address. */
public final class TrunkDirectory {

  /**
   * A trunk.
   *
   * @param sources whether an address is one of its
   * @param maxCalls calls at one time; 0: no limit of its own
   * @param guardsEcho whether its lines may return our own voice
   */
  public record Trunk(
      String name, Predicate<InetAddress> sources, int maxCalls, boolean guardsEcho) {}

  /** Calls from allowed sources that are no trunk's. */
  static final Trunk NONE = new Trunk("", _ -> true, 0, true);

  private final List<Trunk> trunks;

  public TrunkDirectory(List<Trunk> trunks) {
    this.trunks = List.copyOf(trunks);
  }

  Trunk of(InetAddress source) {
    return trunks.stream().filter(trunk -> trunk.sources().test(source)).findFirst().orElse(NONE);
  }
}
