package org.talkspurt.gateway.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;
import org.talkspurt.rtp.audio.AudioFrame;

/** An agent that keeps what it is told. */
final class FakeApplication implements MediaApplication {
  final Switchboard.Line line;
  final List<String> told = new ArrayList<>();
  boolean failed;
  boolean mindsEcho = true;

  /** Runs as it is closed. */
  Runnable whenClosed = () -> {};

  /** What telling its outcome throws, if anything. */
  RuntimeException broken;

  FakeApplication(Switchboard.Line line) {
    this.line = line;
  }

  /** What is heard before the call is answered; null: nothing. */
  CompletableFuture<short[]> announcement;

  @Override
  public Optional<CompletionStage<short[]>> announcement() {
    return Optional.ofNullable(announcement);
  }

  @Override
  public void start(long nowNs) {
    told.add("start");
  }

  @Override
  public boolean mindsEcho() {
    return mindsEcho;
  }

  @Override
  public void onFrame(AudioFrame frame) {
    told.add("frame");
  }

  @Override
  public void onDigit(char digit, long nowNs) {
    told.add("digit " + digit);
  }

  @Override
  public void sayGoodbye(String sentence, long nowNs) {
    told.add("say " + sentence);
  }

  @Override
  public void onTransferFailed(long nowNs) {
    told.add("transfer failed");
  }

  @Override
  public void onHold(boolean held, long nowNs) {
    told.add(held ? "held" : "resumed");
  }

  @Override
  public boolean failed() {
    return failed;
  }

  @Override
  public Optional<String> answeredBy() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> outcome() {
    if (broken != null) {
      throw broken;
    }
    return Map.of("service", "cleaning");
  }

  @Override
  public List<TurnRecord> turns() {
    return List.of(
        new TurnRecord(
            1,
            Instant.parse("2026-11-23T10:00:00Z"),
            Instant.parse("2026-11-23T10:00:03Z"),
            "A cleaning.",
            "Which day?",
            "form",
            false,
            "",
            Map.of(),
            480.0,
            List.of()));
  }

  @Override
  public void close() {
    told.add("close");
    whenClosed.run();
  }
}
