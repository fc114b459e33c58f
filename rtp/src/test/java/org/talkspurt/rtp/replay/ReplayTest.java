package org.talkspurt.rtp.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

class ReplayTest {

  private final byte[] sound = sound(1500);
  private final List<Short> heard = new ArrayList<>();

  @Test
  void playsCleanPacketsAsTheyAreAndSaysHowLongTheyTook() throws TraceSyntaxException {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 1500; n++) {
      lines.add(n + " " + (20 * n + 31));
    }
    ReplayResult result = play(ArrivalTrace.parse(lines));
    assertThat(result.packets()).isEqualTo(1500);
    // there at 31 ms, played by the tick of 40 ms
    assertThat(result.meanSendToPlayMs()).isCloseTo(40, within(0.2));
    assertThat(result.concealedSamples() + result.acceleratedSamples()).isZero();
    short[] pcm = new short[sound.length];
    new Pcmu().decode(sound, 0, sound.length, pcm);
    for (int i = 0; i < pcm.length; i++) {
      assertThat(heard.get(320 + i)).as("sample %d", i).isEqualTo(pcm[i]);
    }
  }

  @Test
  void countsWhatNeverCameWhatCameTwiceAndWhatCameTooLate() throws TraceSyntaxException {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      int arrivalMs = 20 * n + 31;
      lines.add(n + " " + (n == 50 ? -1 : n == 100 ? arrivalMs + 70 : arrivalMs));
    }
    lines.add("20 500");
    lines.add("");
    ReplayResult result = play(ArrivalTrace.parse(lines));
    assertThat(result.packets()).isEqualTo(200);
    assertThat(result.lost()).isEqualTo(1);
    assertThat(result.late()).isEqualTo(1);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.concealedSamples()).isEqualTo(320);
  }

  @Test
  void packetsBehindTheSoundDoNotCome() throws TraceSyntaxException {
    ReplayResult result =
        Replay.run(
            new byte[200],
            ArrivalTrace.parse(List.of("0 40", "1 60")),
            JitterBufferSettings.DEFAULT,
            this::hear);
    assertThat(result.packets()).isEqualTo(2);
    assertThat(heard).hasSize(160 * 18);
  }

  @Test
  void anEmptyTracePlaysNothing() throws TraceSyntaxException {
    ReplayResult result = play(ArrivalTrace.parse(List.of()));
    assertThat(result.packets()).isZero();
    assertThat(result.meanSendToPlayMs()).isZero();
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aTraceSurvivesItsTextForm(NetworkModel model) throws TraceSyntaxException {
    ArrivalTrace trace = model.trace(500, 3);
    assertThat(ArrivalTrace.parse(trace.lines())).isEqualTo(trace);
    assertThat(model.trace(500, 3)).isEqualTo(trace).isNotEqualTo(model.trace(500, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1 2 3", "a 2", "1 b", "-1 5", "4320000 5", "1 NaN", "1 86400001", "1 1e99"})
  void saysWhichLineCannotBeRead(String line) {
    assertThatThrownBy(() -> ArrivalTrace.parse(List.of("0 40", line)))
        .isInstanceOf(TraceSyntaxException.class)
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void modelsLoseWhatTheirNamesSay() {
    assertThat(lossRatio(NetworkModel.GILBERT_ELLIOTT_1)).isCloseTo(0.01, within(0.002));
    assertThat(lossRatio(NetworkModel.GILBERT_ELLIOTT_5)).isCloseTo(0.05, within(0.005));
    assertThat(lossRatio(NetworkModel.GILBERT_ELLIOTT_10)).isCloseTo(0.1, within(0.01));
    assertThat(lossRatio(NetworkModel.UNIFORM)).isCloseTo(0.02, within(0.003));
    assertThat(lossRatio(NetworkModel.BURSTS)).isCloseTo(0.057, within(0.006));
    assertThat(lossRatio(NetworkModel.JITTER)).isZero();
  }

  /** The traces' and the played sound's digests; another machine must come to the same. */
  @Test
  void isDeterministicToTheBit() throws NoSuchAlgorithmException {
    MessageDigest traces = MessageDigest.getInstance("SHA-256");
    MessageDigest played = MessageDigest.getInstance("SHA-256");
    for (NetworkModel model : NetworkModel.values()) {
      ArrivalTrace trace = model.trace(1500, 11);
      trace.lines().forEach(line -> traces.update(line.getBytes(US_ASCII)));
      heard.clear();
      play(trace);
      for (short sample : heard) {
        played.update((byte) sample);
        played.update((byte) (sample >> 8));
      }
    }
    assertThat(shortened(traces)).isEqualTo("3cf4beb02284d743");
    // changes with every change of jitter buffer, time-scaling or concealment: listen, then update
    assertThat(shortened(played)).isEqualTo("b280635f88b1d169");
  }

  private static String shortened(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static double lossRatio(NetworkModel model) {
    var packets = model.trace(50_000, 5).packets();
    return packets.stream().filter(ArrivalTrace.Packet::lost).count() / 50_000.0;
  }

  private ReplayResult play(ArrivalTrace trace) {
    return Replay.run(sound, trace, JitterBufferSettings.DEFAULT, this::hear);
  }

  private void hear(short[] frame) {
    for (short sample : frame) {
      heard.add(sample);
    }
  }

  /** Syllables of a buzz with a gliding pitch, by integers alone. */
  private static byte[] sound(int packets) {
    short[] pcm = new short[packets * 160];
    int phase = 0;
    for (int i = 0; i < pcm.length; i++) {
      phase += 60 + i / 500 % 40;
      int loudness = Math.abs(i % 3200 - 1600);
      pcm[i] = (short) (loudness * (phase % 4800 - 2400) / 400);
    }
    byte[] payload = new byte[pcm.length];
    new Pcmu().encode(pcm, pcm.length, payload);
    return payload;
  }
}
