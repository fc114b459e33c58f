package org.talkspurt.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.talkspurt.rtp.audio.Resampler;

/** The clip in {@code src/test/resources/speech}; its README says where it comes from. */
public final class TestSpeech {

  /** "What time do you open tomorrow? I would like to come by in the morning.", 4.3 s. */
  public static final String OPENING_HOURS = "opening-hours-8khz.wav";

  private TestSpeech() {}

  /** 8 kHz samples of a clip. */
  public static short[] at8kHz(String clip) {
    var url = Objects.requireNonNull(TestSpeech.class.getResource("/speech/" + clip), clip);
    try (var audio = AudioSystem.getAudioInputStream(url)) {
      var bytes = ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      short[] samples = new short[bytes.remaining() / Short.BYTES];
      bytes.asShortBuffer().get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedAudioFileException e) {
      throw new IllegalArgumentException(clip, e);
    }
  }

  /** 16 kHz samples of a clip. */
  public static short[] at16kHz(String clip) {
    return Resampler.create(8_000, 16_000).whole(at8kHz(clip));
  }
}
