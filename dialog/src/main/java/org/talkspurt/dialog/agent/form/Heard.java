package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;

/** What of a form was found in a caller's words. */
final class Heard {

  final Map<String, SlotValue> values = new LinkedHashMap<>();

  /** Digits of a telephone number, not yet joined with earlier ones. */
  String digits = "";

  /** Monday of the week that was named without a day. */
  @Nullable LocalDate week;

  /** Part of the day that was named without a time. */
  @Nullable Part part;

  boolean isEmpty() {
    return values.isEmpty() && digits.isEmpty() && week == null && part == null;
  }
}
