package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.L16;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.packet.TelephoneEvent;

/** Keys pressed by the bot, as the peer gets them. */
class DigitSenderTest {

  private static SessionFixture call(
      AudioCodec codec, int packetTimeMs, MediaOptions.EventFormat events) {
    return new SessionFixture(
        SessionFixture.media(
            codec, packetTimeMs, 101, new MediaOptions(false, false, false, false, events, false)));
  }

  private static SessionFixture call(int packetTimeMs) {
    return call(new Pcmu(), packetTimeMs, new MediaOptions.EventFormat(97, 8000));
  }

  private record Event(RtpPacket packet, TelephoneEvent payload) {}

  private static List<Event> events(SessionFixture call) {
    List<Event> events = new ArrayList<>();
    for (FakeTransport.Sent sent : call.sentPackets()) {
      if (sent.packet().payloadType() == 97) {
        events.add(new Event(sent.packet(), TelephoneEvent.parse(sent.payload(), 0, 4)));
      }
    }
    return events;
  }

  @Test
  void aKeyIsOneEventThatGrowsAndEndsThreeTimes() {
    SessionFixture call = call(20);
    call.ticks(5);
    int before = call.sentPackets().size();
    RtpPacket lastAudio = call.sentPackets().getLast().packet();
    assertThat(call.session.sendDigits("5")).isTrue();
    call.ticks(20);

    List<Event> events = events(call);
    assertThat(events).extracting(event -> event.payload().event()).containsOnly(5);
    assertThat(events)
        .extracting(event -> event.payload().duration())
        .containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
    assertThat(events)
        .extracting(event -> event.payload().end())
        .containsExactly(false, false, false, false, false, true, true, true);
    assertThat(events)
        .extracting(event -> event.packet().marker())
        .containsExactly(true, false, false, false, false, false, false, false);
    assertThat(events)
        .extracting(event -> event.packet().timestamp())
        .containsOnly((lastAudio.timestamp() + 160) & 0xFFFF_FFFFL);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).packet().sequenceNumber())
          .isEqualTo((lastAudio.sequenceNumber() + 1 + i) & 0xFFFF);
    }
    RtpPacket next = call.sentPackets().get(before + events.size()).packet();
    assertThat(next.payloadType()).isZero();
    assertThat(next.marker()).isTrue();
    assertThat(next.timestamp())
        .as("120 ms of key, 80 ms of pause")
        .isEqualTo((lastAudio.timestamp() + 11 * 160) & 0xFFFF_FFFFL);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 50, 60})
  void thePeerHearsEveryKeyOnce(int packetTimeMs) {
    SessionFixture call = call(packetTimeMs);
    call.session.sendDigits("11#*0d");
    call.ticks(150);

    DigitReceiver peer = new DigitReceiver(8000);
    StringBuilder heard = new StringBuilder();
    for (FakeTransport.Sent sent : call.sentPackets()) {
      if (sent.packet().payloadType() == 97) {
        var event = TelephoneEvent.parse(sent.payload(), 0, 4);
        RtpPacket packet = sent.packet();
        if (peer.begins(event, packet.marker(), packet.ssrc(), packet.timestamp(), sent.atNs())) {
          heard.append(event.key());
        }
      }
    }
    assertThat(heard).hasToString("11#*0D");
    assertThat(call.sentPackets().getLast().packet().payloadType()).isZero();
  }

  @Test
  void durationsAreInTheEventsClock() {
    SessionFixture call = call(new L16(16_000), 20, new MediaOptions.EventFormat(97, 48_000));
    call.session.sendDigits("1");
    call.ticks(20);

    assertThat(events(call).getFirst().payload().duration()).isEqualTo(960);
    assertThat(events(call).getLast().payload().duration()).isEqualTo(5760);
  }

  @Test
  void whatIsBeingSaidWaits() {
    SessionFixture call = call(20);
    short[] speech = new short[800];
    Arrays.fill(speech, (short) 5000);
    call.session.sink().offer(speech);
    call.ticks(2);
    call.session.sendDigits("7");
    call.ticks(30);

    byte silence = call.sentPackets().getLast().payload()[0];
    long spoken =
        call.sentPackets().stream()
            .filter(sent -> sent.packet().payloadType() == 0)
            .filter(sent -> sent.payload()[80] != silence)
            .count();
    assertThat(spoken).isEqualTo(5);
  }

  @Test
  void withoutEventsThePeerHearsTones() {
    SessionFixture call = call(new Pcmu(), 20, null);
    call.ticks(2);
    call.session.sendDigits("1");
    call.ticks(20);

    Pcmu codec = new Pcmu();
    List<short[]> frames = new ArrayList<>();
    for (FakeTransport.Sent sent : call.sentPackets()) {
      short[] pcm = new short[960];
      codec.decode(sent.payload(), 0, 160, pcm);
      frames.add(Arrays.copyOf(pcm, 160));
    }
    List<Integer> loud = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (power(frames.get(i), 0) > 1e6) {
        loud.add(i);
      }
    }
    assertThat(loud).as("120 ms").hasSize(6);
    short[] middle = frames.get(loud.get(2));
    double all = power(middle, 0);
    assertThat(power(middle, 697) / all).isBetween(0.3, 0.5);
    assertThat(power(middle, 1209) / all).isBetween(0.5, 0.7);
    assertThat(
            call.sentPackets().stream()
                .map(s -> s.packet().payloadType())
                .collect(Collectors.toSet()))
        .containsOnly(0);
  }

  /** Mean power, of one frequency if it is not 0. */
  private static double power(short[] pcm, int hz) {
    double sum = 0;
    double re = 0;
    double im = 0;
    for (int i = 0; i < pcm.length; i++) {
      sum += (double) pcm[i] * pcm[i];
      re += pcm[i] * Math.cos(2 * Math.PI * hz * i / 8000);
      im += pcm[i] * Math.sin(2 * Math.PI * hz * i / 8000);
    }
    return hz == 0 ? sum / pcm.length : 2 * (re * re + im * im) / pcm.length / pcm.length;
  }

  @Test
  void noMoreKeysWaitThanThereIsRoomFor() {
    SessionFixture call = call(20);
    assertThat(call.session.sendDigits("1".repeat(DigitSender.CAPACITY))).isTrue();
    assertThat(call.session.sendDigits("23")).isFalse();
    assertThat(call.session.sendDigits("2")).isTrue();
    assertThatThrownBy(() -> call.session.sendDigits("1x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
