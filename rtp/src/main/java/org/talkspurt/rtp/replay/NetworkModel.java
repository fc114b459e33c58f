package org.talkspurt.rtp.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways in which networks treat packets of 20 ms. */
public enum NetworkModel {
  /** Delays spread evenly over 20 ms; each packet is lost with 2 %, whatever the others do. */
  UNIFORM("uniform"),
  /** 1 % lost in runs of 1.5 packets on average (Gilbert, Elliott); delays spread over 5 ms. */
  GILBERT_ELLIOTT_1("gilbert-elliott-1"),
  /** 5 % lost in runs of 1.5 packets on average; delays spread over 5 ms. */
  GILBERT_ELLIOTT_5("gilbert-elliott-5"),
  /** 10 % lost in runs of 2 packets on average; delays spread over 5 ms. */
  GILBERT_ELLIOTT_10("gilbert-elliott-10"),
  /** Three packets in a row are lost every second on average; delays spread over 5 ms. */
  BURSTS("bursts-60ms"),
  /** Each packet is up to 60 ms faster or slower than the mean, so that many change places. */
  JITTER("jitter-60ms"),
  /** Every 3 s on average all stand still for 80 to 250 ms and then come at once. */
  SPIKES("delay-spikes"),
  /** Every 3 s on average the way gets up to 80 ms shorter or longer. */
  STEPS("step-changes"),
  /** One packet in twenty comes 25 to 60 ms later than the others. */
  REORDER("reorder-5"),
  /**
   * The sender's clock is 200 ppm fast (odd seeds) or slow (even ones); delays spread over 2 ms.
   */
  DRIFT("drift");

  private static final double LEAST_DELAY_MS = 30;
  private static final double MAX_PHASE_MS = 20;

  private final String label;

  NetworkModel(String label) {
    this.label = label;
  }

  /** Name for commands and reports, e.g. {@code gilbert-elliott-5}. */
  @Override
  public String toString() {
    return label;
  }

  /**
   * Makes a trace. Delays begin between 30 and 50 ms: how sender and ticks lie to each other is
   * chance, too.
   *
   * @param packets 1 to 4,000,000
   */
  public ArrivalTrace trace(int packets, long seed) {
    if (packets < 1 || packets > 4_000_000) {
      throw new IllegalArgumentException("packets: " + packets + " (expected: 1 to 4000000)");
    }
    Random random = new Random(mixed(seed));
    double leastMs = LEAST_DELAY_MS + MAX_PHASE_MS * random.nextDouble();
    Network network = network(random, seed);
    List<ArrivalTrace.Packet> trace = new ArrayList<>(packets);
    for (int n = 0; n < packets; n++) {
      double delayMs = network.delayMs(n);
      long arrivalNs =
          Double.isNaN(delayMs)
              ? ArrivalTrace.Packet.LOST
              : Math.round((20.0 * n + leastMs + delayMs) * 1000) * 1000;
      trace.add(new ArrivalTrace.Packet(n, arrivalNs));
    }
    return new ArrivalTrace(trace);
  }

  /**
   * {@link Random}'s first numbers are nearly the same for seeds beside each other; those of mixed
   * seeds are not (SplitMix64: Steele, Lea and Flood, 2014).
   */
  private static long mixed(long seed) {
    long mixed = seed + 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  private Network network(Random random, long seed) {
    return switch (this) {
      case UNIFORM -> Network.spread(20, random).losing(Losses.gilbert(0.02, 1, random));
      case GILBERT_ELLIOTT_1 -> Network.spread(5, random).losing(Losses.gilbert(0.01, 1.5, random));
      case GILBERT_ELLIOTT_5 -> Network.spread(5, random).losing(Losses.gilbert(0.05, 1.5, random));
      case GILBERT_ELLIOTT_10 -> Network.spread(5, random).losing(Losses.gilbert(0.1, 2, random));
      case BURSTS -> Network.spread(5, random).losing(Losses.bursts(3, 50, random));
      case JITTER -> Network.spread(120, random);
      case SPIKES -> new SpikingNetwork(random);
      case STEPS -> new SteppingNetwork(random);
      case REORDER -> Network.straggling(0.05, 25, 60, random);
      case DRIFT -> Network.drifting(seed % 2 == 0 ? 200 : -200, 2, random);
    };
  }
}
