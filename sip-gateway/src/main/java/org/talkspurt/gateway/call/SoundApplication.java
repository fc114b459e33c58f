package org.talkspurt.gateway.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application without words. */
abstract class SoundApplication implements MediaApplication {
  private final Runnable hangUp;

  SoundApplication(Runnable hangUp) {
    this.hangUp = hangUp;
  }

  @Override
  public void start(long nowNs) {}

  @Override
  public boolean mindsEcho() {
    return false;
  }

  @Override
  public void onDigit(char digit, long nowNs) {}

  @Override
  public void sayGoodbye(String sentence, long nowNs) {
    hangUp.run();
  }

  @Override
  public void onTransferFailed(long nowNs) {}

  @Override
  public boolean failed() {
    return false;
  }

  @Override
  public void onHold(boolean held, long nowNs) {}

  @Override
  public Optional<String> answeredBy() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> outcome() {
    return Map.of();
  }

  @Override
  public List<CallRecord.TurnRecord> turns() {
    return List.of();
  }

  @Override
  public void close() {}
}
