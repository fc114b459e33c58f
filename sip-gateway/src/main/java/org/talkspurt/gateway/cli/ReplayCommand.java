package org.talkspurt.gateway.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.replay.ArrivalTrace;
import org.talkspurt.rtp.replay.NetworkModel;
import org.talkspurt.rtp.replay.Replay;
import org.talkspurt.rtp.replay.ReplayResult;
import org.talkspurt.rtp.replay.TraceSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays recorded sound over an arrival trace, or makes such a trace, or both. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Plays raw µ-law sound, in packets of 20 ms that arrive as TRACE says, through",
      "the jitter buffer, decoder and concealment on a simulated clock, and prints a",
      "line of JSON. The same files give the same samples on every machine.",
      ""
    },
    footer = {
      "",
      "TRACE has a line per packet, 'seq arrival_ms'; -1 says that it is lost. Packet",
      "seq is spoken from 20 * seq ms on.",
      "",
      "  replay --input in.ulaw --trace t.trace --output out.s16",
      "  replay --model gilbert-elliott-5 --seed 3 --packets 500 > t.trace"
    })
final class ReplayCommand extends TerminalCommand {

  private static final int PACKET_BYTES = 160;
  private static final int DEFAULT_PACKETS = 500;
  private static final int MAX_PACKETS = 4_000_000;

  @Option(
      names = "--input",
      paramLabel = "IN.ulaw",
      description = "raw µ-law of 8 kHz, without a header")
  private @Nullable Path input;

  @Option(
      names = "--trace",
      paramLabel = "TRACE",
      description = "when packets arrive; with --model it is written, otherwise read")
  private @Nullable Path trace;

  @Option(
      names = "--output",
      paramLabel = "OUT.s16",
      description = "gets what is played from t = 0: 8 kHz, 16 bits, little-endian")
  private @Nullable Path output;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "makes a trace, printed unless --trace names a file for it: ${COMPLETION-CANDIDATES}")
  private @Nullable NetworkModel model;

  @Option(names = "--seed", paramLabel = "N", description = "of the chance in a model (default 1)")
  private long seed = 1;

  @Option(
      names = "--packets",
      paramLabel = "N",
      description = "length of a model's trace (default: that of the input, or 500)")
  private @Nullable Integer packets;

  @Override
  public Integer call() {
    if ((input == null) != (output == null)) {
      throw wrong("--input and --output belong together");
    }
    if (input == null && model == null) {
      throw wrong("--input, --trace and --output are needed, or --model");
    }
    if (output != null && (output.equals(input) || output.equals(trace))) {
      throw wrong("--output names a file that is read or written otherwise");
    }
    byte[] sound = input == null ? new byte[0] : read(input);
    ArrivalTrace arrivals = model == null ? readTrace() : makeTrace(model, sound);
    if (output != null) {
      out(json(play(sound, arrivals, output)));
    }
    return 0;
  }

  private ArrivalTrace readTrace() {
    if (trace == null) {
      throw wrong("--trace is needed, or --model");
    }
    try {
      return ArrivalTrace.parse(Files.readAllLines(trace));
    } catch (TraceSyntaxException e) {
      throw wrong(trace + ": " + e.getMessage());
    } catch (IOException e) {
      throw unusable(trace, e);
    }
  }

  private ArrivalTrace makeTrace(NetworkModel network, byte[] sound) {
    int ofInput = input == null ? DEFAULT_PACKETS : sound.length / PACKET_BYTES;
    int length = packets == null ? ofInput : packets;
    if (length < 1 || length > MAX_PACKETS) {
      throw wrong("--packets: " + length + " (expected: 1 to " + MAX_PACKETS + ")");
    }
    ArrivalTrace made = network.trace(length, seed);
    if (trace == null) {
      if (output == null) {
        made.lines().forEach(this::out);
      }
      return made;
    }
    try {
      Files.write(trace, made.lines());
    } catch (IOException e) {
      throw unusable(trace, e);
    }
    return made;
  }

  private ReplayResult play(byte[] sound, ArrivalTrace arrivals, Path file) {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      SampleFile samples = new SampleFile(stream);
      ReplayResult result =
          Replay.run(sound, arrivals, JitterBufferSettings.DEFAULT, samples::write);
      samples.rethrow();
      return result;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  static String json(ReplayResult result) {
    return String.format(
        Locale.ROOT,
        "{\"packets\":%d,\"mean_send_to_play_ms\":%.1f,\"p95_send_to_play_ms\":%.1f,"
            + "\"played_samples\":%d,\"concealed_samples\":%d,\"recovered_samples\":%d,"
            + "\"accelerated_samples\":%d,"
            + "\"decelerated_samples\":%d,\"lost\":%d,\"late\":%d,\"reordered\":%d,"
            + "\"duplicates\":%d}",
        result.packets(),
        result.meanSendToPlayMs(),
        result.p95SendToPlayMs(),
        result.playedSamples(),
        result.concealedSamples(),
        result.recoveredSamples(),
        result.acceleratedSamples(),
        result.deceleratedSamples(),
        result.lost(),
        result.late(),
        result.reordered(),
        result.duplicates());
  }
}
