package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.caller.line.Heard;
import org.talkspurt.gateway.caller.line.Sound;
import tools.jackson.databind.JsonNode;

/**
 * Two recorded calls: one that interrupts the greeting and is answered, one whose bot is killed.
 */
class RecordingIT {
  private static final int FRAME = 160;
  private static final int RATE_HZ = 8_000;
  private static final int LOUD = 300;
  private static final String ANNOUNCEMENT = "This call is recorded.";

  private Path recordings;

  @Test
  void bothSidesStandWhereTheyWereHeardAndAKilledBotsFileIsPlayable() throws Exception {
    Path agents =
        AgentFolder.likeTheClinic(
            "recorded", "greeting:", "recording:\n  announcement: " + ANNOUNCEMENT + "\ngreeting:");
    try (Bot bot =
        Bot.start(
            "--talkspurt.agents.directory=" + agents, "--talkspurt.agents.default=recorded")) {
      recordings = bot.directory.resolve("recordings");
      anInterruptedCall(bot);
      aKilledOne(bot);
    }
  }

  private void anInterruptedCall(Bot bot) throws Exception {
    Clip clip = Clip.named("q-parking");
    WireCaller.Spoken spoken;
    List<Heard> heard;
    try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
      awaitSomeSound(bot);
      spoken = caller.sayAll(clip);
      long answeredNs = caller.awaitAudible(spoken.lastSpeechNs, 8_000);
      WireCaller.pause(1_500);
      assertThat(answeredNs).isPositive();
      heard = caller.heard();
    }
    JsonNode call = bot.records(1).getFirst();
    Path file = recordings.resolve(call.get("recording").asString());
    await(file);
    Stereo stereo = Stereo.read(file);

    // To the sample, from the greeting's first to the hang-up, through the interruption.
    short[] line = Sound.concat(heard.stream().map(Heard::pcm).toList());
    int announcement = lag(stereo.right, line);
    double right = correlation(stereo.right, 0, line, announcement);
    int begin = Math.max(0, firstLoud(stereo.left) - clip.speechStartMs() * 8 - RATE_HZ / 4);
    short[] left = Arrays.copyOfRange(stereo.left, begin, stereo.left.length);
    double likeness = Correlation.bySegments(clip.pcm(), left);
    System.out.printf(
        "recorded %.1f s from %.2f s on: left like what the caller sent %.4f, right like what the"
            + " caller received %.4f%n",
        (double) stereo.left.length / RATE_HZ, (double) announcement / RATE_HZ, likeness, right);
    assertThat(likeness).isGreaterThanOrEqualTo(0.97);
    assertThat(right).isGreaterThanOrEqualTo(0.97);
    assertThat(announcement % FRAME).isZero();

    // What the caller said is beside what the bot said then: one jitter buffer later.
    int said = begin + lag(Arrays.copyOf(clip.pcm(), left.length), left);
    int packet = clip.speechStartMs() / 20;
    int tick = said / FRAME + packet + announcement / FRAME;
    double laterMs = (heard.get(tick).atNs() - spoken.firstSpeechNs) / 1e6;
    System.out.printf(
        "a caller's packet is played %.0f ms after it was sent; the jitter buffer held the last"
            + " ones %.0f ms%n",
        laterMs, call.get("media").get("playoutDelayMs").asDouble());
    // Its longest delay is 300 ms, and a busy machine adds its own.
    assertThat(laterMs).isBetween(-20.0, 420.0);

    JsonNode turns = call.get("turns");
    assertThat(turns.get(0).get("said").asString()).isEqualTo(ANNOUNCEMENT);
    assertThat(firstLoud(line)).isLessThan(announcement - RATE_HZ / 2);
    assertThat(call.get("recording").asString()).contains(call.get("id").asString());
    assertThat(bot.json("/api/calls/" + call.get("id").asString()).get("recording"))
        .isEqualTo(call.get("recording"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(bot.metric("talkspurt_recording_calls_total{outcome=\"whole\"}")).isEqualTo(1);
    assertThat(bot.metric("talkspurt_recording_dropped_total")).isZero();
  }

  private void aKilledOne(Bot bot) throws Exception {
    List<Heard> heard;
    Path file;
    try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
      String part = awaitSomeSound(bot);
      file = recordings.resolve(part.substring(0, part.length() - ".part".length()));
      bot.kill();
      heard = caller.heard();
    }
    bot.launchAgain();
    await(file);
    Stereo stereo = Stereo.read(file);
    short[] line = Sound.concat(heard.stream().map(Heard::pcm).toList());
    double right = correlation(stereo.right, 0, line, lag(stereo.right, line));
    System.out.printf(
        "of the killed bot %.1f s are there, right like what the caller received %.4f%n",
        (double) stereo.right.length / RATE_HZ, right);
    assertThat(right).isGreaterThanOrEqualTo(0.97);
  }

  /** The name of the file that is being written, once it holds 1.5 s. */
  private String awaitSomeSound(Bot bot) throws IOException {
    long end = System.nanoTime() + 15_000_000_000L;
    while (System.nanoTime() < end) {
      if (Files.isDirectory(recordings)) {
        try (var files = Files.list(recordings)) {
          for (Path file : files.filter(path -> path.toString().endsWith(".part")).toList()) {
            if (Files.size(file) > 1.5 * RATE_HZ * 4) {
              return file.getFileName().toString();
            }
          }
        }
      }
      WireCaller.pause(20);
    }
    throw new IOException("nothing is recorded:\n" + bot.log());
  }

  private static void await(Path file) throws Exception {
    Await.until("recorded: " + file, 60, () -> Files.exists(file));
  }

  private record Stereo(short[] left, short[] right) {

    /** By the JDK's reader, which believes the header. */
    static Stereo read(Path wav) throws Exception {
      try (AudioInputStream in =
          AudioSystem.getAudioInputStream(new ByteArrayInputStream(Files.readAllBytes(wav)))) {
        assertThat(in.getFormat().getChannels()).isEqualTo(2);
        assertThat(in.getFormat().getSampleRate()).isEqualTo(RATE_HZ);
        byte[] sound = in.readAllBytes();
        short[] left = new short[sound.length / 4];
        short[] right = new short[left.length];
        for (int i = 0; i < left.length; i++) {
          left[i] = (short) ((sound[4 * i] & 0xFF) | sound[4 * i + 1] << 8);
          right[i] = (short) ((sound[4 * i + 2] & 0xFF) | sound[4 * i + 3] << 8);
        }
        return new Stereo(left, right);
      }
    }
  }

  private static int firstLoud(short[] pcm) {
    for (int i = 0; i < pcm.length; i++) {
      if (Math.abs(pcm[i]) > LOUD) {
        return i;
      }
    }
    throw new AssertionError("nothing is heard");
  }

  /** How much later the first loud half second of {@code first} comes in {@code second}. */
  private static int lag(short[] first, short[] second) {
    int from = firstLoud(first);
    short[] begin = Arrays.copyOfRange(first, from, from + RATE_HZ / 2);
    int best = 0;
    double highest = -1;
    for (int at = 0; at + begin.length <= second.length; at++) {
      double present = correlation(begin, 0, second, at);
      if (present > highest) {
        highest = present;
        best = at;
      }
    }
    return best - from;
  }

  /** Of all that there is of both. */
  private static double correlation(short[] a, int atA, short[] b, int atB) {
    return Correlation.correlation(a, atA, b, atB, Math.min(a.length - atA, b.length - atB));
  }
}
