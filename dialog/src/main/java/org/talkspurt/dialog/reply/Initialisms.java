package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words in capitals: spelled ("MRI" → "M R I"), said as a word ("NASA") or merely shouted. */
final class Initialisms {

  /** Said as a word though written in capitals. */
  private static final Set<String> ACRONYMS =
      Set.of(
          "NASA", "NATO", "LASIK", "COVID", "AIDS", "SWAT", "SCUBA", "RADAR", "LASER", "NAFTA",
          "OSHA", "FEMA", "UNICEF", "FIFA", "NASDAQ", "HIPAA", "COBRA", "PIN", "SIM", "ZIP", "RAM",
          "GIF", "JPEG", "CAPTCHA", "POTUS", "SARS", "PET", "CAT", "SPAM", "ICE", "TED", "ROM");

  /** Spelled although their letters would make a word, or are too many to be spelled by rule. */
  private static final Set<String> SPELLED =
      Set.of(
          "USA", "FAQ", "EOB", "IUD", "ICU", "API", "URL", "AARP", "AAA", "UPS", "ETA", "ADA",
          "AMA", "CEO", "EKG", "ECG", "ENT", "IRA", "IRS", "UTI", "IUI", "IVF", "EMT", "EMS",
          "ADHD", "HVAC", "FAQS", "USPS", "RSVP", "SUV", "VIP", "OBGYN", "AED", "USD", "ISO", "IT",
          "US", "AI", "ID", "IV", "ER", "EU", "UK", "UN", "OB", "AC", "UV", "IP");

  /** Short words that people put in capitals to stress them. */
  private static final Set<String> STRESSED =
      Set.of(
          "AND", "THE", "NOT", "YES", "NO", "OR", "ALL", "ANY", "ARE", "AS", "AT", "BE", "BUT",
          "BY", "CAN", "DO", "DUE", "FOR", "FREE", "GET", "GO", "HAS", "HE", "HI", "HOW", "IF",
          "IN", "IS", "ITS", "MAY", "ME", "MY", "NEW", "NOW", "OF", "OFF", "OH", "ON", "ONE",
          "OPEN", "OUR", "OUT", "PAY", "SAY", "SEE", "SHE", "SO", "TO", "TOO", "TWO", "UP", "USE",
          "WAS", "WE", "WHO", "WHY", "WILL", "YOU", "DAY", "HER", "HIM", "HIS", "AN", "A", "I",
          "AM", "ASK", "BAD", "BIG", "CAR", "LET", "TRY", "TOP", "SUN", "MON", "TUE", "WED", "FRI",
          "SAT", "AGE", "ADD", "END", "FEE", "FEW", "FAX", "HAD", "LOW", "MEN", "OLD", "OWN", "SET",
          "TEN", "SIX", "TAX", "WAY", "YET");

  private static final int LONGEST_SPELLED = 6;
  private static final int LONGEST_UNKNOWN_SPELLED = 3;
  private static final Pattern VOWEL = Pattern.compile("[AEIOUY]");
  private static final Pattern OTHER_SHOUT = Pattern.compile("(?<!\\p{L})\\p{Lu}{4,}+(?!\\p{L})");

  private Initialisms() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(
            "(?<letters>(?:\\p{L}\\.){2,8})(?![\\p{L}\\d])",
            written ->
                spell(written.group("letters").replace(".", ""))
                    + (written.endsSentence() ? "." : "")),
        SpokenRule.of("(?<letters>[A-Z]{2,6})(?<plural>'?s)?(?![\\p{L}'])", Initialisms::capitals));
  }

  private static @Nullable String capitals(Occurrence written) {
    String letters = written.group("letters");
    if (!isSpelled(letters, written.text())) {
      return null;
    }
    return spell(letters) + (written.has("plural") ? "'s" : "");
  }

  private static boolean isSpelled(String letters, String text) {
    if (ACRONYMS.contains(letters) || letters.length() > LONGEST_SPELLED) {
      return false;
    }
    if (!VOWEL.matcher(letters).find()) {
      return true;
    }
    if (isShouted(letters, text)) {
      return false;
    }
    return SPELLED.contains(letters)
        || (letters.length() <= LONGEST_UNKNOWN_SPELLED && !STRESSED.contains(letters));
  }

  /** In "WE ARE CLOSED TODAY" capitals say nothing about a single word. */
  private static boolean isShouted(String letters, String text) {
    return OTHER_SHOUT
        .matcher(text)
        .results()
        .map(match -> match.group())
        .anyMatch(
            word ->
                !word.equals(letters)
                    && !ACRONYMS.contains(word)
                    && !SPELLED.contains(word)
                    && VOWEL.matcher(word).find());
  }

  /** Letters apart, in capitals. */
  static String spell(String letters) {
    return String.join(" ", letters.toUpperCase(Locale.ROOT).split("(?!^)"));
  }
}
