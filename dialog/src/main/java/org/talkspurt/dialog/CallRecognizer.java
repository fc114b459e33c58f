package org.talkspurt.dialog;

import java.util.concurrent.atomic.AtomicInteger;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;

/**
 * What one call has of the recognizer. A call at whose words it hangs must not take all threads of
 * the lane; and nobody can have said so much in so short a time. Thread-safe.
 */
final class CallRecognizer implements SpeechRecognizer {
  /** At one time: a partial one and a final one that met. */
  private static final int MOST_DECODES = 2;

  /** Nobody says more in a second, least of all on the telephone. */
  private static final int MOST_CHARS_PER_SECOND = 40;

  /** Of a short sound, which may be a long word. */
  private static final int FEWEST_CHARS = 100;

  private static final int SAMPLES_PER_SECOND = 16_000;

  private final SpeechRecognizer recognizer;
  private final AtomicInteger decodes = new AtomicInteger();

  CallRecognizer(SpeechRecognizer recognizer) {
    this.recognizer = recognizer;
  }

  /**
   * Has the recognizer decode a sound.
   *
   * @throws IllegalStateException if earlier decodes do not end, or for a transcript that cannot be
   */
  @Override
  public Transcript recognize(short[] samples) {
    if (decodes.incrementAndGet() > MOST_DECODES) {
      decodes.decrementAndGet();
      throw new IllegalStateException(MOST_DECODES + " decodes of this call have not ended");
    }
    try {
      return plausible(recognizer.recognize(samples), samples.length);
    } finally {
      decodes.decrementAndGet();
    }
  }

  private static Transcript plausible(Transcript transcript, int samples) {
    long most = FEWEST_CHARS + (long) samples * MOST_CHARS_PER_SECOND / SAMPLES_PER_SECOND;
    if (transcript.text().length() > most) {
      throw new IllegalStateException(
          "a transcript of %d characters (expected: at most %d)"
              .formatted(transcript.text().length(), most));
    }
    return transcript;
  }

  /** The recognizer is not the call's to close. */
  @Override
  public void close() {}
}
