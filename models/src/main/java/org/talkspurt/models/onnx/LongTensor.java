package org.talkspurt.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit integer tensor over a direct buffer that is reused from run to run: the model reads and
 * writes the very memory that {@link #buffer()} shows. Confined to one thread.
 */
public final class LongTensor implements AutoCloseable {

  private LongBuffer memory = allocate(0);
  private LongBuffer buffer = memory;
  private long[] shape = {};
  private @Nullable OnnxTensor tensor;

  /** An uninitialised tensor; see {@link #reshape}. */
  public LongTensor(long... shape) {
    reshape(shape);
  }

  /**
   * Gives the tensor another shape; its memory grows as needed and never shrinks. The content is
   * undefined after a change of shape and kept otherwise.
   *
   * @return the buffer, at position 0
   */
  public LongBuffer reshape(long... newShape) {
    if (tensor == null || !Arrays.equals(shape, newShape)) {
      int elements = Shapes.elements(newShape);
      if (memory.capacity() < elements) {
        memory = allocate(elements);
      }
      close();
      buffer = memory.slice(0, elements);
      shape = newShape.clone();
    }
    return buffer.clear();
  }

  /** The elements in row-major order; position and limit are the caller's to set. */
  public LongBuffer buffer() {
    return buffer;
  }

  /** The tensor for a run; valid until the next change of shape. */
  public OnnxTensor onnx() {
    var present = tensor;
    if (present == null) {
      try {
        present = OnnxTensor.createTensor(OnnxModel.environment(), buffer.clear(), shape);
      } catch (OrtException e) {
        throw new OnnxModelException("tensor " + Arrays.toString(shape), e);
      }
      tensor = present;
    }
    return present;
  }

  /** Frees the native handle; {@link #onnx()} makes another when asked again. */
  @Override
  public void close() {
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }

  private static LongBuffer allocate(int elements) {
    return ByteBuffer.allocateDirect(Math.max(1, elements) * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }
}
