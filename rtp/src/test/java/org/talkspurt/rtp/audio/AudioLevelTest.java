package org.talkspurt.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.codec.Pcmu;

class AudioLevelTest {

  /** The periodic 1 kHz sequences of G.711 tables 5 and 6, which define 0 dBm0. */
  @Test
  void measuresTheReferenceSequencesAsZero() {
    byte[] muLaw = {0x1E, 0x0B, 0x0B, 0x1E, (byte) 0x9E, (byte) 0x8B, (byte) 0x8B, (byte) 0x9E};
    byte[] aLaw = {0x34, 0x21, 0x21, 0x34, (byte) 0xB4, (byte) 0xA1, (byte) 0xA1, (byte) 0xB4};
    short[] pcm = new short[480];
    new Pcmu().decode(muLaw, 0, 8, pcm);
    assertThat(AudioLevel.dbm0(pcm, 0, 8)).isCloseTo(0, within(0.02));
    new Pcma().decode(aLaw, 0, 8, pcm);
    assertThat(AudioLevel.dbm0(pcm, 0, 8)).isCloseTo(0, within(0.07));
  }

  @Test
  void fallsBy20DbForATenthOfTheAmplitude() {
    double loud = AudioLevel.dbm0(new short[] {10_000, -10_000}, 0, 2);
    assertThat(AudioLevel.dbm0(new short[] {1000, -1000}, 0, 2)).isCloseTo(loud - 20, within(1e-9));
  }

  @Test
  void measuresOnlyItsStretch() {
    short[] samples = {30_000, 100, -100, 30_000};
    assertThat(AudioLevel.dbm0(samples, 1, 2))
        .isEqualTo(AudioLevel.dbm0(new short[] {100, 100}, 0, 2));
  }

  @Test
  void hasALevelForSilenceAndForNothing() {
    assertThat(AudioLevel.dbm0(new short[160], 0, 160)).isEqualTo(AudioLevel.SILENCE_DBM0);
    assertThat(AudioLevel.dbm0(new short[0], 0, 0)).isEqualTo(AudioLevel.SILENCE_DBM0);
  }

  @Test
  void convertsBothWays() {
    assertThat(AudioLevel.dbm0OfRms(AudioLevel.rmsOfDbm0(-35))).isCloseTo(-35, within(1e-9));
  }
}
