package org.talkspurt.models.asr;

import java.util.List;
import org.talkspurt.models.TestSpeech;

/**
 * A clip of {@code src/test/resources/speech} and what is said in it.
 *
 * @param words as they are spoken, numbers digit by digit
 */
record SpokenClip(String file, String words) {

  static List<SpokenClip> all() {
    return List.of(
        new SpokenClip(
            TestSpeech.OPENING_HOURS,
            "What time do you open tomorrow? I would like to come by in the morning."),
        new SpokenClip("insurance-8khz.wav", "Do you accept dental insurance?"),
        new SpokenClip("phone-number-8khz.wav", "My number is five five five, zero one four two."),
        new SpokenClip("real-person-8khz.wav", "Can I speak to a real person, please?"),
        new SpokenClip("toothache-8khz.wav", "My tooth really hurts, can I see somebody today?"));
  }

  short[] at16kHz() {
    return TestSpeech.at16kHz(file);
  }
}
