package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;

/** What a conversation relies on in any English recognizer. */
abstract class SpeechRecognizerContract {

  private static final double WORST_WORD_ERROR_RATE = 0.1;

  /** The recognizer under test; may be the same for all tests. */
  abstract SpeechRecognizer recognizer();

  @Test
  void hearsNothingInSilence() {
    assertThat(recognizer().recognize(new short[48_000])).isEqualTo(Transcript.EMPTY);
  }

  @Test
  void hearsNothingInLessThanTenthOfSecond() {
    short[] speech = SpokenClip.all().getFirst().at16kHz();
    short[] loud = Arrays.copyOfRange(speech, 16_000, 16_000 + 1_599);

    assertThat(recognizer().recognize(new short[0])).isEqualTo(Transcript.EMPTY);
    assertThat(recognizer().recognize(loud)).isEqualTo(Transcript.EMPTY);
  }

  @Test
  void understandsTelephoneSpeech() {
    var errors = new WordErrors();
    for (var clip : SpokenClip.all()) {
      errors.add(clip.words(), recognizer().recognize(clip.at16kHz()).text());
    }

    assertThat(errors.rate()).as("%s", errors).isLessThanOrEqualTo(WORST_WORD_ERROR_RATE);
  }

  @Test
  void understandsUtteranceOfHalfMinute() {
    var clips = SpokenClip.all();
    short[] pause = new short[6_000];
    short[] utterance = new short[0];
    var words = new StringBuilder();
    for (int i = 0; i < 2 * clips.size(); i++) {
      var clip = clips.get(i % clips.size());
      utterance = joined(joined(utterance, clip.at16kHz()), pause);
      words.append(clip.words()).append(' ');
    }
    var errors = new WordErrors();

    errors.add(words.toString(), recognizer().recognize(utterance).text());

    assertThat(utterance.length).isGreaterThan(30 * 16_000);
    assertThat(errors.rate()).as("%s", errors).isLessThanOrEqualTo(WORST_WORD_ERROR_RATE);
  }

  @Test
  void givesSameTranscriptOfSameSoundAndLeavesItAlone() {
    short[] sound = SpokenClip.all().getFirst().at16kHz();
    short[] copy = sound.clone();

    var first = recognizer().recognize(sound);
    recognizer().recognize(SpokenClip.all().getLast().at16kHz());

    assertThat(recognizer().recognize(sound)).isEqualTo(first);
    assertThat(sound).isEqualTo(copy);
  }

  @Test
  void worksOnAfterError() {
    short[] sound = SpokenClip.all().getFirst().at16kHz();
    var expected = recognizer().recognize(sound);

    assertThatThrownBy(() -> recognizer().recognize(null)).isInstanceOf(RuntimeException.class);

    assertThat(recognizer().recognize(sound)).isEqualTo(expected);
  }

  private static short[] joined(short[] head, short[] tail) {
    short[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }
}
