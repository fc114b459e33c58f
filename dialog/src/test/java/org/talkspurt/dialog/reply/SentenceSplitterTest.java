package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.dialog.reply.SentenceSplitter.split;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  @Test
  void cutsTheFirstClauseAtItsFirstPause() {
    assertThat(split("Yes, we are open on Saturday, from nine to one. On Sunday we are closed."))
        .containsExactly(
            "Yes, we are open on Saturday, ", "from nine to one. ", "On Sunday we are closed.");
  }

  @Test
  void doesNotTearOffAWordOrTwo() {
    assertThat(split("Sure, I can help you with that."))
        .containsExactly("Sure, I can help you with that.");
    assertThat(split("Thank you. I have you down for Monday."))
        .containsExactly("Thank you. I have you down for Monday.");
    assertThat(split("It is not open. No. We are closed all day."))
        .containsExactly("It is not open. ", "No. We are closed all day.");
  }

  @Test
  void keepsLaterSentencesWhole() {
    assertThat(split("We have three: nine, ten, and two o'clock. Which of them, if any, is best?"))
        .containsExactly(
            "We have three: ", "nine, ten, and two o'clock. ", "Which of them, if any, is best?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ask for Dr. Lee at no. 5 of St. Mary's Place",
        "It costs you $1,200.50 or $3.5 million",
        "We are there at 8:30 a.m. on weekdays",
        "Write to us at jane.doe@mail.example.com today",
        "See www.example.com/book.html for more",
        "Our fruit, e.g. apples",
        "Come to us on Nov. 24, 2026 at nine",
        "It takes approx. five minutes",
        "Call us at (555) 010-4242 at noon",
        "Ask John Q. Public about it",
        "They cost 3.5, 4.5 and 5.5 dollars"
      })
  void doesNotCutInsideAWordOrNumber(String sentence) {
    assertThat(split("One two three. " + sentence + ".")).element(1).isEqualTo(sentence + ".");
  }

  @Test
  void endsASentenceAtAnAbbreviationBeforeACapital() {
    assertThat(split("We close at 5 p.m. Please call back."))
        .containsExactly("We close at 5 p.m. ", "Please call back.");
  }

  @Test
  void cutsALongSentenceBeforeAConjunctionRatherThanAnywhere() {
    var clauses =
        split(
            "The clinic is on the second floor of the building behind the old post office and the"
                + " entrance is around the corner next to the bakery");
    assertThat(clauses)
        .containsExactly(
            "The clinic is on the second floor of the building behind the old post office ",
            "and the entrance is around the corner next to the bakery");
  }

  @Test
  void leavesNumbersTogetherWhenCuttingForLength() {
    var clauses =
        split(
            "word ".repeat(20) + "on the number 555 0142 0199 0123 4567 8910 " + "word ".repeat(9));
    assertThat(clauses).anyMatch(clause -> clause.contains("555 0142 0199 0123 4567 8910"));
  }

  @Test
  void hasNoClausesForABlankReply() {
    assertThat(split("")).isEmpty();
    assertThat(split(" \n ")).isEmpty();
  }

  @Property(tries = 2_000)
  void losesNothing(@ForAll("replies") String reply) {
    if (!reply.isBlank()) {
      assertThat(String.join("", split(reply))).isEqualTo(reply);
    }
  }

  @Property(tries = 2_000)
  void keepsClausesShortAndNeverEmpty(@ForAll("replies") String reply) {
    assertThat(split(reply))
        .allSatisfy(
            clause -> {
              assertThat(clause).isNotEmpty();
              assertThat(clause.strip())
                  .hasSizeLessThanOrEqualTo(SentenceSplitter.MAX_CLAUSE_CHARACTERS + 3);
            });
  }

  @Provide
  Arbitrary<String> replies() {
    var scraps =
        Arbitraries.of(
            "word",
            "and",
            "Dr.",
            "a.m.",
            "3.5",
            "$1,200",
            "555-0142",
            "No.",
            "I",
            " ",
            " ",
            " ",
            " ",
            ".",
            ",",
            "?",
            "!",
            ":",
            ";",
            "—",
            " – ",
            "…",
            "\n",
            "\"",
            ")",
            "😀",
            "averylongwordwithoutanyspaceinitthatgoesonandon",
            "you@there.com");
    return scraps.list().ofMaxSize(80).map(parts -> String.join("", parts));
  }
}
