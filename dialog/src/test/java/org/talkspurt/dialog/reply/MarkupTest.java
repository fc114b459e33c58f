package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

class MarkupTest {
  private static final int RATE_HZ = 8_000;

  private final Voice voice =
      Voice.english(new Ticks(), Runnable::run, new ClauseCache(10_000_000));

  /** 100 ms a letter, at the rate. */
  private static final class Ticks implements SpeechSynthesizer {
    @Override
    public String voice() {
      return "ticks";
    }

    @Override
    public Speech synthesize(String spokenForm, double rate) {
      short[] samples = new short[(int) (spokenForm.length() * RATE_HZ / 10 / rate)];
      Arrays.fill(samples, (short) 1_000);
      return new Speech(samples, RATE_HZ);
    }

    @Override
    public void close() {}
  }

  @Test
  void textWithoutTagsIsAsItWas() {
    for (String text : List.of("Smith & Sons: 3 < 4, I <3 you.", "Hello, how can I help you?")) {
      assertThat(Markup.problems(text)).isEmpty();
      assertThat(Markup.plain(text)).isEqualTo(text);
      assertThat(Markup.stretches(text))
          .containsExactly(new Markup.Stretch(text, Optional.empty(), 1, false, List.of()));
    }
  }

  @Test
  void aBreakIsSilenceOfThatLengthAndNoOtherPause() {
    List<Clause> clauses = voice.clauses("One moment.<break time=\"300ms\"/> Here we are.");

    assertThat(clauses).extracting(Clause::text).containsExactly("One moment.", "Here we are.");
    assertThat(clauses.get(1).pauseBefore()).contains(Duration.ofMillis(300));
    assertThat(voice.speakAll("Hm<break time='1.5s'/>", RATE_HZ).join())
        .hasSize(RATE_HZ / 5 + RATE_HZ * 3 / 2);
    assertThat(voice.speakAll("<break time='70ms'/>Hm<break strength='none'/> so", RATE_HZ).join())
        .startsWith(new short[RATE_HZ * 70 / 1_000])
        .hasSize(RATE_HZ * 70 / 1_000 + 2 * RATE_HZ / 5);
  }

  @Test
  void breaksInARowAddUpAndAreWorthNothingAlone() {
    assertThat(voice.clauses("So<break time='1s'/> <break time='2s'/> there").get(1).pauseBefore())
        .contains(Duration.ofSeconds(3));
    assertThat(voice.clauses("<break time='1s'/>")).isEmpty();
    assertThat(voice.clauses("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "digits|2026|two zero two six",
        "digits|12-34|one two, three four",
        "characters|ab-1A|/ˈeɪ/ B dash one /ˈeɪ/",
        "telephone|5550123|five five five, zero one two three",
        "telephone|+1 (415) 555-0123|plus one, four one five, five five five, zero one two three",
        "telephone|14155550123|one, four one five, five five five, zero one two three",
        "date|2026-11-24|November twenty-fourth, twenty twenty-six",
        "date|11/24/2026|November twenty-fourth, twenty twenty-six",
        "time|14:30|two thirty P M",
        "time|2pm|two P M",
        "cardinal|1,024|one thousand twenty-four",
        "cardinal|1999|one thousand nine hundred ninety-nine",
        "ordinal|3|third",
        "ordinal|many|many",
        "date|soon|soon"
      })
  void saysThingsAsTheyAre(String as, String written, String spoken) {
    String text = "It is <say-as interpret-as=\"%s\">%s</say-as>, yes.".formatted(as, written);
    Clause clause = voice.clauses(text).getFirst();

    assertThat(Markup.problems(text)).isEmpty();
    assertThat(Markup.plain(text)).isEqualTo("It is " + written + ", yes.");
    assertThat(
            voice.clauses(text).stream()
                .map(Clause::spokenForm)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow())
        .isEqualTo("It is " + spoken + ", yes.");
    assertThat(clause.text()).startsWith("It is");
  }

  @Test
  void daysFirstWhereTheTextSaysSo() {
    assertThat(
            voice
                .clauses("<say-as interpret-as='date' format='dmy'>1.12.2026</say-as>")
                .getFirst()
                .spokenForm())
        .isEqualTo("December first, twenty twenty-six");
  }

  @Test
  void emphasisIsSlowerWithoutAPauseAroundIt() {
    assertThat(voice.clauses("We are <emphasis level='strong'>not</emphasis> open."))
        .containsExactly(
            new Clause("We are", "We are"),
            new Clause("not", "not", Optional.of(Duration.ZERO), 0.8, false),
            new Clause("open.", "open.", Optional.of(Duration.ZERO), 1, false));
    assertThat(voice.clauses("<prosody rate='150%'>Quick.</prosody> Slow.").getFirst().rate())
        .isEqualTo(1.5);
  }

  @Test
  void punctuationBehindATagStaysWithItsWords() {
    assertThat(Markup.plain("We are <emphasis>not</emphasis>, sorry, <emphasis>open</emphasis>!"))
        .isEqualTo("We are not, sorry, open!");
    assertThat(voice.clauses("It is <emphasis>closed</emphasis>, sorry. <emphasis>Bye</emphasis>."))
        .extracting(Clause::text, Clause::pauseBefore)
        .containsExactly(
            tuple("It is", Optional.empty()),
            tuple("closed", Optional.of(Duration.ZERO)),
            tuple(", sorry.", Optional.empty()),
            tuple("Bye.", Optional.empty()));
    assertThat(Markup.plain("One moment.<break/>Here we are<break time='1s'/>."))
        .isEqualTo("One moment. Here we are.");
  }

  @Test
  void whatIsNotInterruptedIsMarked() {
    assertThat(
            voice.clauses(
                "Hello. <prompt bargein='false'>This is the law. And there is more.</prompt> So"
                    + " what?"))
        .extracting(Clause::uninterrupted)
        .containsExactly(false, true, true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<voice name=\"x\">a</voice>|expected break, say-as, emphasis, prosody or prompt, found"
            + " <voice>",
        "a <break time=\"9s\"/> b|expected a time up to 5 s, as in <break time=\"300ms\"/>, found"
            + " 9s",
        "a <break time=\"soon\"/> b|expected a time up to 5 s, as in <break time=\"300ms\"/>, found"
            + " soon",
        "a <break length=\"1s\"/>|expected no attribute length of <break>, only [strength, time]",
        "a <break time=1s/>|expected NAME=\"VALUE\" in <break>, found time=1s",
        "a <break|expected > at the end of <break",
        "<emphasis>a|expected </emphasis>",
        "a</emphasis>|expected <emphasis> before </emphasis>",
        "<emphasis><prosody rate=\"slow\">a</emphasis></prosody>|expected </prosody> before"
            + " </emphasis>",
        "<emphasis level=\"loud\">a</emphasis>|expected strong, moderate, none or reduced, found"
            + " loud",
        "<prosody rate=\"5%\">a</prosody>|expected a rate of 50% to 200%, x-slow, slow, medium,"
            + " fast or x-fast, found 5%",
        "<prompt>a</prompt>|expected <prompt bargein=\"false\">",
        "<say-as interpret-as=\"song\">a</say-as>|expected interpret-as digits, characters,"
            + " telephone, date, time, cardinal or ordinal, found song",
        "<say-as interpret-as=\"digits\">1<break/>2</say-as>|expected no <break> in <say-as>",
        "<say-as interpret-as=\"digits\"/>|expected words in <say-as>"
      })
  void namesWhatIsWrong(String text, String problem) {
    assertThat(Markup.problems(text)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<break time=\"5s\"/>",
        "</prompt>",
        "&lt;break/&gt;",
        "Tom & Jerry",
        "<prompt bargein='false'>Buy</prompt>"
      })
  void strangersWordsAreNoMarkup(String words) {
    String text = "Hello " + Markup.escape(words) + ".";

    assertThat(Markup.problems(text)).isEmpty();
    assertThat(Markup.plain(text)).isEqualTo("Hello " + words + ".");
    assertThat(voice.clauses(text)).noneMatch(Clause::uninterrupted);
    assertThat(voice.clauses(text)).allMatch(clause -> clause.pauseBefore().isEmpty());
  }

  @Property
  void whateverIsEscapedIsJustThat(@ForAll String words) {
    assertThat(Markup.problems(Markup.escape(words))).isEmpty();
    assertThat(Markup.stretches(Markup.escape(words)))
        .allMatch(stretch -> stretch.text().equals(words) && stretch.pauseBefore().isEmpty());
  }

  @Property
  void noTextIsTooOdd(@ForAll String words) {
    assertThat(Markup.plain("<" + words + "/>" + words)).doesNotContain("<break");
    assertThat(voice.clauses("<" + words + ">" + words)).isNotNull();
  }
}
