package org.talkspurt.dialog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockRepliesTest {
  private final Instant now =
      LocalDateTime.parse("2026-11-23T09:00").atZone(TestClinic.ZONE).toInstant();
  private final BankResponder responder =
      new BankResponder(TestClinic.agent(), new WordHashEmbedder(), Runnable::run, () -> now);

  private String reply(String said) {
    return responder
        .respond(responder.begin(Map.of()), new CallerInput.Said(said))
        .toCompletableFuture()
        .join()
        .text();
  }

  @Test
  void holdWhatCallersAreTold() {
    List<String> stock = responder.stockReplies();

    assertThat(stock).contains(reply("What time do you open tomorrow?"));
    assertThat(stock).contains(reply("Are you open on Saturday?"));
    assertThat(stock).contains(reply("I would like to book an appointment"));
    assertThat(stock).contains(TestClinic.agent().goodbye().line());
    assertThat(stock).noneMatch(text -> text.contains("{")).doesNotHaveDuplicates();
  }
}
