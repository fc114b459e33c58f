package org.talkspurt.gateway.simulate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.talkspurt.gateway.budget.Measured;
import org.talkspurt.gateway.budget.TurnStages;
import org.talkspurt.gateway.call.CallHome;
import org.talkspurt.gateway.call.CallPorts;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;
import org.talkspurt.gateway.call.RtpMediaPlane;
import org.talkspurt.gateway.call.Switchboard.Connection;
import org.talkspurt.gateway.caller.line.CallerMedia;
import org.talkspurt.gateway.caller.line.PacketTrace;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.line.Spoken;
import org.talkspurt.rtp.session.MediaLoops;
import org.talkspurt.rtp.session.MediaMeters;
import org.talkspurt.rtp.session.RtpPortPool;

/**
 * Plays ten seconds with a question in them to an agent, as packets over loopback in real time: all
 * that a call has but its signalling.
 */
public final class SimulatedStream {

  private static final int STREAM_MS = 10_000;
  private static final int LEAD_IN_MS = 500;
  private static final int LONGEST_WAIT_MS = 30_000;
  private static final long QUIET_NS = 700_000_000;
  private static final int PACKETS_PER_SECOND = 50;
  private static final int PORT_MIN = 20_000;
  private static final int PORT_MAX = 60_000;

  private final LaneTimes lanes;
  private final List<Double> wireMs = new ArrayList<>();
  private List<TurnRecord> turns = List.of();

  /**
   * @param lanes of the models that the agent is made of
   */
  SimulatedStream(LaneTimes lanes) {
    this.lanes = lanes;
  }

  /**
   * What a run brought.
   *
   * @param measured by the bot, turn by turn
   * @param wireMs by the packets, from the caller's last speech to the reply's first sound; fewer
   *     than rounds if a question was not answered
   */
  public record Result(Measured measured, List<TurnRecord> turns, List<Double> wireMs) {}

  /**
   * Asks after the greeting, and again after each answer. Takes 10 s a round and more.
   *
   * @throws IOException if there is no port
   */
  Result run(Connection agent, short[] question, int rounds) throws IOException {
    Sound stream = stream(question);
    InetAddress local = InetAddress.getLoopbackAddress();
    int packets = (rounds + 1) * (STREAM_MS + LONGEST_WAIT_MS) / 1_000 * PACKETS_PER_SECOND;
    try (MediaLoops loops = new MediaLoops(1, MediaMeters.NONE);
        CallerMedia caller = new CallerMedia(local, packets)) {
      RtpMediaPlane plane =
          new RtpMediaPlane(
              loops,
              new RtpPortPool(local, PORT_MIN, PORT_MAX, 0, new SecureRandom()),
              MediaMeters.NONE);
      CallHome home = plane.assign();
      CallPorts ports = plane.ports(home).orElseThrow(() -> new IOException("no port is free"));
      BotEnd bot = new BotEnd(home);
      bot.begin(ports, new InetSocketAddress(local, caller.port()), agent);
      caller.start(new InetSocketAddress(local, ports.rtpPort()), -1);
      for (int round = 0; round < rounds && !bot.ended(); round++) {
        ask(caller, bot, stream);
      }
      turns = bot.end();
    }
    return result();
  }

  private void ask(CallerMedia caller, BotEnd bot, Sound stream) {
    await(() -> bot.ended() || isQuietAfterSpeech(caller.heard()));
    Spoken spoken = caller.say(stream);
    await(spoken::done);
    PacketTrace heard = caller.heard();
    OptionalLong reply = heard.audibleAfter(spoken.lastSpeechNs());
    reply.ifPresent(atNs -> wireMs.add((atNs - spoken.lastSpeechNs()) / 1e6));
  }

  /** Between the clauses of a greeting it is quiet, too, but not as long. */
  private static boolean isQuietAfterSpeech(PacketTrace heard) {
    OptionalLong last = heard.lastAudible(Long.MAX_VALUE);
    return last.isPresent() && System.nanoTime() - last.getAsLong() > QUIET_NS;
  }

  private static void await(BooleanSupplier happened) {
    long untilNs = System.nanoTime() + LONGEST_WAIT_MS * 1_000_000L;
    while (!happened.getAsBoolean() && System.nanoTime() < untilNs) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Ten seconds, or longer if the question is. */
  private static Sound stream(short[] question) {
    int lead = Sound.samples(LEAD_IN_MS);
    int length = Math.max(Sound.samples(STREAM_MS), lead + question.length);
    short[] pcm = new short[length];
    System.arraycopy(question, 0, pcm, lead, question.length);
    return Sound.of("question", Arrays.copyOf(pcm, length));
  }

  private Result result() {
    TurnStages stages = new TurnStages();
    for (TurnRecord turn : turns) {
      if (turn.responseLatencyMs() != null) {
        stages.add(turn.stagesMs(), turn.responseLatencyMs());
      }
    }
    stages.addCompute(lanes.runsMs());
    return new Result(stages.measured(), turns, List.copyOf(wireMs));
  }
}
