package org.talkspurt.models.onnx;

import org.jspecify.annotations.Nullable;

/** A model that cannot be loaded, or an invocation that ONNX Runtime refused. */
public final class OnnxModelException extends RuntimeException {

  OnnxModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
