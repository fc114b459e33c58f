package org.talkspurt.models.onnx;

import java.util.Arrays;

final class Shapes {

  private Shapes() {}

  /** Elements of a tensor; 1 for a scalar, whose shape is empty. */
  static int elements(long... shape) {
    long elements = 1;
    for (long length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("shape " + Arrays.toString(shape));
      }
      elements = Math.multiplyExact(elements, length);
    }
    return Math.toIntExact(elements);
  }
}
