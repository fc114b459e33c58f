package org.talkspurt.dialog.reply;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers with a unit of measurement, and percentages. */
final class UnitWords {

  private record Unit(String one, String many) {}

  private static final Map<String, Unit> UNITS = units();

  private UnitWords() {}

  static List<SpokenRule> rules() {
    String unit =
        UNITS.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<unit>", ")"));
    String number = NumberRules.NUMBER;
    return List.of(
        SpokenRule.of(
            "(?<minus>(?<![\\p{L}\\d])-)?(?<a>%1$s)(?:\\s?(?:-|to)\\s?(?<b>%1$s))?\\s?%2$s(?![\\p{L}\\d])(?:\\.(?=\\s{0,3}[\\p{Ll},;]))?"
                .formatted(number, unit),
            UnitWords::quantity));
  }

  private static String quantity(Occurrence quantity) {
    Unit unit = UNITS.getOrDefault(quantity.group("unit"), new Unit("", ""));
    String minus = quantity.has("minus") ? "minus " : "";
    String from = NumberWords.amount(quantity.group("a"));
    if (quantity.has("b")) {
      return minus + from + " to " + NumberWords.amount(quantity.group("b")) + " " + unit.many();
    }
    return minus + from + " " + (quantity.group("a").equals("1") ? unit.one() : unit.many());
  }

  private static Map<String, Unit> units() {
    Map<String, Unit> units = new HashMap<>();
    String[][] plain = {
      {"mg", "milligram"},
      {"mcg", "microgram"},
      {"g", "gram"},
      {"kg", "kilogram"},
      {"lb", "pound"},
      {"lbs", "pound"},
      {"oz", "ounce"},
      {"ml", "milliliter"},
      {"mL", "milliliter"},
      {"mm", "millimeter"},
      {"cm", "centimeter"},
      {"km", "kilometer"},
      {"mi", "mile"},
      {"yd", "yard"},
      {"yds", "yard"},
      {"min", "minute"},
      {"mins", "minute"},
      {"hr", "hour"},
      {"hrs", "hour"},
      {"sec", "second"},
      {"secs", "second"},
      {"ms", "millisecond"},
      {"wk", "week"},
      {"wks", "week"},
      {"mo", "month"},
      {"mos", "month"},
      {"yr", "year"},
      {"yrs", "year"},
      {"GB", "gigabyte"},
      {"MB", "megabyte"},
      {"kB", "kilobyte"},
      {"KB", "kilobyte"},
      {"TB", "terabyte"},
      {"gal", "gallon"},
      {"qt", "quart"},
      {"tsp", "teaspoon"},
      {"tbsp", "tablespoon"},
      {"kW", "kilowatt"},
      {"kWh", "kilowatt hour"}
    };
    for (String[] unit : plain) {
      units.put(unit[0], new Unit(unit[1], unit[1] + "s"));
    }
    units.put("%", new Unit("percent", "percent"));
    units.put("ft", new Unit("foot", "feet"));
    units.put("sq ft", new Unit("square foot", "square feet"));
    units.put("sq. ft", new Unit("square foot", "square feet"));
    units.put("mph", new Unit("mile per hour", "miles per hour"));
    units.put("Hz", new Unit("hertz", "hertz"));
    units.put("kHz", new Unit("kilohertz", "kilohertz"));
    units.put("°", new Unit("degree", "degrees"));
    units.put("°F", new Unit("degree Fahrenheit", "degrees Fahrenheit"));
    units.put("°C", new Unit("degree Celsius", "degrees Celsius"));
    return Map.copyOf(units);
  }
}
