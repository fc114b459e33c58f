package org.talkspurt.models.onnx;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller of a model feeds and reads.
 *
 * @param inputs the names of all inputs
 * @param outputs the names that are read; a model may have more
 */
public record Signature(Set<String> inputs, Set<String> outputs) {

  public Signature {
    inputs = Set.copyOf(inputs);
    outputs = Set.copyOf(outputs);
  }

  /** An input that nobody knows cannot be fed, an output that nobody reads does no harm. */
  boolean fits(Set<String> modelInputs, Set<String> modelOutputs) {
    return inputs.equals(modelInputs) && modelOutputs.containsAll(outputs);
  }

  @Override
  public String toString() {
    return new TreeSet<>(inputs) + " → " + new TreeSet<>(outputs);
  }
}
