package org.talkspurt.rtp.jitter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.Pcmu;

/**
 * A sender, a network and our ticks, on a manual clock. The sound is µ-law of a given signal; each
 * packet leaves when its last sample is spoken.
 */
final class SimulatedCall {

  static final long MS = 1_000_000;

  final AudioCodec codec = new Pcmu();
  final JitterBuffer buffer;
  final List<Playout> playouts = new ArrayList<>();
  final List<Insert> inserts = new ArrayList<>();
  final List<Short> heard = new ArrayList<>();

  /** Buffering delay of each frame, in ms; NaN where none was played. */
  final List<Double> delaysMs = new ArrayList<>();

  private final List<Packet> packets = new ArrayList<>();
  private long tickNs;

  private record Packet(int sequence, long timestamp, byte[] payload, long arrivalNs) {}

  SimulatedCall(JitterBufferSettings settings) {
    buffer = new JitterBuffer(codec, settings);
  }

  SimulatedCall() {
    this(JitterBufferSettings.DEFAULT);
  }

  /** What the network and the sender do. Sequence numbers and timestamps may wrap. */
  static final class Stream {
    short[] signal = {};
    int firstSequence = 1000;
    long firstTimestamp = 50_000;
    int ptimeMs = 20;
    long startNs = 7 * MS;
    double senderPpm;
    IntPredicate lost = n -> false;
    IntToLongFunction networkNs = n -> 0;
    IntPredicate suppressed = n -> false;
  }

  /** Sends all of a stream's packets; suppressed ones take time but no sequence number. */
  SimulatedCall send(Stream stream) {
    int samples = stream.ptimeMs * 8;
    int sequence = stream.firstSequence;
    for (int n = 0; (n + 1) * samples <= stream.signal.length; n++) {
      if (stream.suppressed.test(n)) {
        continue;
      }
      short[] pcm = new short[samples];
      System.arraycopy(stream.signal, n * samples, pcm, 0, samples);
      byte[] payload = new byte[samples];
      codec.encode(pcm, samples, payload);
      double sentNs = (n + 1.0) * stream.ptimeMs * MS * (1 + stream.senderPpm * 1e-6);
      long arrivalNs = stream.startNs + Math.round(sentNs) + stream.networkNs.applyAsLong(n);
      long timestamp = stream.firstTimestamp + (long) n * samples & 0xFFFF_FFFFL;
      if (!stream.lost.test(n)) {
        packets.add(new Packet(sequence & 0xFFFF, timestamp, payload, arrivalNs));
      }
      sequence++;
    }
    return this;
  }

  /** Sends one packet of 20 ms of silence. */
  SimulatedCall sendOne(int sequence, long timestamp, long arrivalNs) {
    byte[] payload = new byte[160];
    Arrays.fill(payload, Pcmu.SILENCE);
    packets.add(new Packet(sequence, timestamp, payload, arrivalNs));
    return this;
  }

  SimulatedCall run(long untilNs) {
    return run(untilNs, 0);
  }

  /** Ticks until then, each up to {@code tickJitterNs} early or late. */
  SimulatedCall run(long untilNs, long tickJitterNs) {
    packets.sort(Comparator.comparingLong(Packet::arrivalNs));
    Random random = new Random(3);
    short[] frame = new short[buffer.frameSamples()];
    for (; tickNs < untilNs; tickNs += 20 * MS) {
      long jitterNs = tickJitterNs == 0 ? 0 : random.nextLong(-tickJitterNs, tickJitterNs + 1);
      long nowNs = tickNs + jitterNs;
      while (!packets.isEmpty() && packets.getFirst().arrivalNs <= nowNs) {
        Packet packet = packets.removeFirst();
        inserts.add(
            buffer.insert(
                packet.sequence,
                packet.timestamp,
                packet.payload,
                0,
                packet.payload.length,
                packet.arrivalNs));
      }
      playouts.add(buffer.next(nowNs, frame));
      boolean normal = playouts.getLast() == Playout.NORMAL;
      delaysMs.add(normal ? (nowNs - buffer.arrivalNs()) / 1e6 : Double.NaN);
      for (short sample : frame) {
        heard.add(sample);
      }
    }
    return this;
  }

  long count(Playout playout) {
    return playouts.stream().filter(played -> played == playout).count();
  }

  long count(Insert insert) {
    return inserts.stream().filter(inserted -> inserted == insert).count();
  }

  double meanDelayMs() {
    return meanDelayMs(0, delaysMs.size());
  }

  /** Of the frames from one tick to before another. */
  double meanDelayMs(int fromTick, int toTick) {
    return delaysMs.subList(fromTick, toTick).stream()
        .filter(delay -> !delay.isNaN())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  /** Our thread stands still; packets come meanwhile. */
  void skipTicks(long durationNs) {
    tickNs += durationNs;
  }

  /** What was heard without the silence before it began. */
  short[] heardFromStart() {
    int first = 0;
    while (playouts.get(first / 160) == Playout.SILENCE) {
      first += 160;
    }
    short[] samples = new short[heard.size() - first];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = heard.get(first + i);
    }
    return samples;
  }

  /** Largest step between neighbouring samples. */
  int largestStep() {
    int largest = 0;
    for (int i = 1; i < heard.size(); i++) {
      largest = Math.max(largest, Math.abs(heard.get(i) - heard.get(i - 1)));
    }
    return largest;
  }

  /** What the receiver of {@code signal} would hear if nothing went wrong. */
  short[] throughCodec(short[] signal) {
    byte[] payload = new byte[signal.length];
    short[] decoded = new short[signal.length];
    codec.encode(signal, signal.length, payload);
    codec.decode(payload, 0, payload.length, decoded);
    return decoded;
  }

  static short[] sine(double hz, double amplitude, int ms) {
    short[] signal = new short[ms * 8];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (short) Math.rint(amplitude * Math.sin(2 * Math.PI * hz * i / 8000));
    }
    return signal;
  }

  /** A voice: syllables of gliding pitch with harmonics, consonants of noise, pauses. */
  static short[] speech(int ms) {
    short[] signal = new short[ms * 8];
    Random random = new Random(11);
    double phase = 0;
    for (int i = 0; i < signal.length; i++) {
      double t = i / 8000.0;
      double syllable = Math.max(0, Math.sin(2 * Math.PI * 2.5 * t));
      double word = t % 3 < 2.2 ? 1 : 0;
      phase += 2 * Math.PI * (120 + 25 * Math.sin(2 * Math.PI * 0.7 * t)) / 8000;
      double voice = 0;
      for (int k = 1; k <= 12; k++) {
        voice += Math.sin(k * phase) / k;
      }
      double consonant =
          Math.max(0, -Math.sin(2 * Math.PI * 2.5 * t)) * random.nextGaussian() * 400;
      signal[i] =
          (short) (word * (3500 * syllable * voice + consonant) + random.nextGaussian() * 10);
    }
    return signal;
  }
}
