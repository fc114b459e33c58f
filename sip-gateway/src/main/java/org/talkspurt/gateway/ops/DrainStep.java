package org.talkspurt.gateway.ops;

/**
 * What has to happen at the beginning of a drain besides the refusal of new calls: telling others
 * that none are wanted. Runs once, beside the other steps, on a thread of its own, and may wait
 * there for answers: the drain ends no earlier than its steps, but waits for them no longer than
 * {@link DrainController} says.
 */
@FunctionalInterface
public interface DrainStep {
  void run();
}
