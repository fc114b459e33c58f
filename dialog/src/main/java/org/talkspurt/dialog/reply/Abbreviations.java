package org.talkspurt.dialog.reply;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Titles, street names and the shorthand of letters and price lists. */
final class Abbreviations {

  /** Said in front of a name; the full stop is optional. */
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("Mr", "Mister"),
          Map.entry("Mrs", "Missus"),
          Map.entry("Ms", "Miz"),
          Map.entry("Dr", "Doctor"),
          Map.entry("Drs", "Doctors"),
          Map.entry("St", "Saint"),
          Map.entry("Prof", "Professor"),
          Map.entry("Rev", "Reverend"),
          Map.entry("Sgt", "Sergeant"),
          Map.entry("Lt", "Lieutenant"),
          Map.entry("Capt", "Captain"),
          Map.entry("Gov", "Governor"),
          Map.entry("Mt", "Mount"),
          Map.entry("Ft", "Fort"));

  /** Said behind a name or a house number; the full stop is optional. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("St", "Street"),
          Map.entry("Dr", "Drive"),
          Map.entry("Ave", "Avenue"),
          Map.entry("Blvd", "Boulevard"),
          Map.entry("Rd", "Road"),
          Map.entry("Ln", "Lane"),
          Map.entry("Ct", "Court"),
          Map.entry("Pl", "Place"),
          Map.entry("Hwy", "Highway"),
          Map.entry("Pkwy", "Parkway"),
          Map.entry("Sq", "Square"),
          Map.entry("Jr", "Junior"),
          Map.entry("Sr", "Senior"),
          Map.entry("Inc", "Incorporated"),
          Map.entry("Corp", "Corporation"),
          Map.entry("Ltd", "Limited"));

  /** Expanded in any case, with or without full stop. */
  private static final Map<String, String> ANYWHERE =
      Map.ofEntries(
          Map.entry("Ave", "Avenue"),
          Map.entry("Blvd", "Boulevard"),
          Map.entry("Pkwy", "Parkway"),
          Map.entry("Hwy", "Highway"),
          Map.entry("Apt", "Apartment"),
          Map.entry("apt", "apartment"),
          Map.entry("Ste", "Suite"),
          Map.entry("Bldg", "Building"),
          Map.entry("bldg", "building"),
          Map.entry("etc", "et cetera"),
          Map.entry("vs", "versus"),
          Map.entry("approx", "approximately"),
          Map.entry("Approx", "Approximately"),
          Map.entry("dept", "department"),
          Map.entry("Dept", "Department"),
          Map.entry("appt", "appointment"),
          Map.entry("Appt", "Appointment"),
          Map.entry("appts", "appointments"),
          Map.entry("govt", "government"),
          Map.entry("mgr", "manager"),
          Map.entry("pls", "please"),
          Map.entry("thru", "through"),
          Map.entry("DOB", "date of birth"),
          Map.entry("ASAP", "as soon as possible"),
          Map.entry("PhD", "P H D"),
          Map.entry("OK", "okay"),
          Map.entry("ok", "okay"),
          Map.entry("w/o", "without"),
          Map.entry("w/", "with"),
          Map.entry("b/c", "because"),
          Map.entry("c/o", "care of"));

  /** Expanded only with their full stop: without it they are other words. */
  private static final Map<String, String> DOTTED =
      Map.ofEntries(
          Map.entry("e.g", "for example"),
          Map.entry("i.e", "that is"),
          Map.entry("a.k.a", "also known as"),
          Map.entry("tel", "telephone"),
          Map.entry("Tel", "Telephone"),
          Map.entry("ext", "extension"),
          Map.entry("Ext", "Extension"),
          Map.entry("max", "maximum"),
          Map.entry("min", "minimum"),
          Map.entry("misc", "miscellaneous"),
          Map.entry("incl", "including"),
          Map.entry("excl", "excluding"),
          Map.entry("avg", "average"),
          Map.entry("temp", "temperature"),
          Map.entry("assoc", "association"),
          Map.entry("Assoc", "Association"),
          Map.entry("vol", "volume"),
          Map.entry("fig", "figure"),
          Map.entry("pg", "page"),
          Map.entry("hr", "hour"),
          Map.entry("hrs", "hours"),
          Map.entry("yr", "year"),
          Map.entry("yrs", "years"),
          Map.entry("lb", "pound"),
          Map.entry("lbs", "pounds"));

  private static final Map<String, String> DIRECTIONS =
      Map.ofEntries(
          Map.entry("N", "North"),
          Map.entry("S", "South"),
          Map.entry("E", "East"),
          Map.entry("W", "West"),
          Map.entry("NE", "Northeast"),
          Map.entry("NW", "Northwest"),
          Map.entry("SE", "Southeast"),
          Map.entry("SW", "Southwest"));

  /** Lower-cased words after which a full stop does not end a sentence on its own. */
  private static final Set<String> NEVER_FINAL =
      Set.of(
          "mr", "mrs", "ms", "dr", "drs", "prof", "rev", "sgt", "lt", "capt", "gov", "mt", "e.g",
          "i.e", "vs", "no", "approx", "ext", "tel", "st", "incl", "apt", "ste", "dept");

  /** Lower-cased words after which a full stop ends a sentence only before a capital letter. */
  private static final Set<String> SELDOM_FINAL = seldomFinal();

  private static final Pattern MULTI_DOT = Pattern.compile("(?:\\p{L}\\.){1,6}\\p{L}");

  private static final Pattern HOUSE_NUMBER =
      Pattern.compile(
          "\\d\\s(?:[NSEW]{1,2}\\.?\\s)?(?:\\p{Lu}[\\p{L}'-]{0,30}\\s){0,3}$|\\d(?:st|nd|rd|th)\\s$");

  private Abbreviations() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(words(TITLES) + "(?<stop>\\.?)", Abbreviations::title),
        SpokenRule.of(words(PLACES) + "(?<stop>\\.?)", Abbreviations::place),
        SpokenRule.of(
            words(ANYWHERE) + "(?<stop>\\.?)",
            written -> ANYWHERE.get(written.group("word")) + written.fullStop()),
        SpokenRule.of(
            words(DOTTED) + "\\.",
            written -> DOTTED.get(written.group("word")) + written.fullStop()),
        SpokenRule.of(
            "(?<word>NE|NW|SE|SW|[NSEW])(?![\\p{L}\\d'])\\.?(?=\\s+(?:\\p{Lu}\\p{Ll}|\\d))",
            written ->
                startsWithDigit(written.previousWord())
                    ? DIRECTIONS.get(written.group("word"))
                    : null));
  }

  /**
   * Whether the full stop behind {@code word} ends a sentence.
   *
   * @param word letters and inner full stops, e.g. {@code a.m}, {@code Dr}, {@code St}
   * @param nextCapital whether the next word starts with a capital letter or there is none
   */
  static boolean endsSentence(String word, boolean nextCapital) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (NEVER_FINAL.contains(lower) && !(lower.equals("no") && nextCapital)) {
      return false;
    }
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    if (initial && !word.equals("I")) {
      return false;
    }
    boolean seldom = SELDOM_FINAL.contains(lower) || MULTI_DOT.matcher(word).matches();
    return !seldom || nextCapital;
  }

  private static String words(Map<String, String> expansions) {
    return expansions.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?<word>", ")(?![\\p{L}\\d'])"));
  }

  private static @Nullable String title(Occurrence written) {
    String word = written.group("word");
    boolean alsoPlace = PLACES.containsKey(word);
    boolean coupled = !alsoPlace && written.nextWord().equals("and"); // "Mr. and Mrs. Ray"
    if (!coupled && !Occurrence.isCapitalized(written.nextWord())) {
      return null;
    }
    if (alsoPlace && written.followsName() && isPlaceBefore(written)) {
      return null;
    }
    return TITLES.get(word);
  }

  /** "12 Oak Dr. Suite 4" names a drive, "Visit Dr. Lee" a doctor: a house number tells. */
  private static boolean isPlaceBefore(Occurrence written) {
    String before = written.text().substring(0, written.match().start());
    return HOUSE_NUMBER.matcher(before).find() || !written.precedesName();
  }

  private static @Nullable String place(Occurrence written) {
    return written.followsName() ? PLACES.get(written.group("word")) + written.fullStop() : null;
  }

  private static boolean startsWithDigit(String word) {
    return !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  private static Set<String> seldomFinal() {
    Map<String, String> all = new HashMap<>(ANYWHERE);
    all.putAll(DOTTED);
    all.putAll(PLACES);
    var words =
        all.keySet().stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    words.addAll(
        Set.of(
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
            "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mins", "sec",
            "secs"));
    return Set.copyOf(words);
  }
}
