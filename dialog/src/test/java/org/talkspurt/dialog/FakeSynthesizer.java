package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

/** Speaks 50 ms a letter at the sink's rate; every sample of a clause is its mark. */
final class FakeSynthesizer implements SpeechSynthesizer {
  static final int MS_PER_LETTER = 50;
  private static final int RATE = FakeSink.RATE;

  /** Loud enough to be heard. */
  private static final int MARK = 100;

  /** Marks to clauses: mark 100 n is clause n − 1. */
  final List<String> clauses = new ArrayList<>();

  int calls;
  Predicate<String> broken = _ -> false;

  @Override
  public String voice() {
    return "fake";
  }

  @Override
  public Speech synthesize(String spokenForm) {
    calls++;
    if (broken.test(spokenForm)) {
      throw new IllegalStateException("cannot say that");
    }
    if (!clauses.contains(spokenForm)) {
      clauses.add(spokenForm);
    }
    short[] samples = new short[spokenForm.length() * MS_PER_LETTER * RATE / 1_000];
    Arrays.fill(samples, (short) (MARK * (clauses.indexOf(spokenForm) + 1)));
    return new Speech(samples, RATE);
  }

  /** What the sink sent of marks, as text. */
  String clause(short mark) {
    return clauses.get(mark / MARK - 1);
  }

  @Override
  public void close() {}
}
