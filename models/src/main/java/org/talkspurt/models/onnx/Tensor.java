package org.talkspurt.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tensor over a direct buffer that is reused from run to run: the model reads and writes the very
 * memory that {@link #buffer()} shows. Confined to one thread.
 *
 * @param <B> the buffer of its elements
 */
public abstract sealed class Tensor<B extends Buffer> implements AutoCloseable
    permits FloatTensor, LongTensor {

  /** Makes the native handle over a buffer. */
  @FunctionalInterface
  interface Maker<B> {
    OnnxTensor make(OrtEnvironment environment, B buffer, long[] shape) throws OrtException;
  }

  private final int elementBytes;
  private final Function<ByteBuffer, B> view;
  private final Maker<B> maker;
  private ByteBuffer memory;
  private B buffer;
  private long[] shape = {};
  private @Nullable OnnxTensor tensor;

  Tensor(int elementBytes, Function<ByteBuffer, B> view, Maker<B> maker, long... shape) {
    this.elementBytes = elementBytes;
    this.view = view;
    this.maker = maker;
    memory = allocate(1);
    buffer = view.apply(memory);
    reshape(shape);
  }

  /**
   * Gives the tensor another shape; its memory grows as needed and never shrinks. The content is
   * undefined after a change of shape and kept otherwise.
   *
   * @return the buffer, at position 0
   */
  public final B reshape(long... newShape) {
    if (tensor == null || !Arrays.equals(shape, newShape)) {
      int bytes = Math.multiplyExact(Shapes.elements(newShape), elementBytes);
      if (memory.capacity() < bytes) {
        memory = allocate(bytes);
      }
      close();
      buffer = view.apply(memory.slice(0, bytes).order(ByteOrder.nativeOrder()));
      shape = newShape.clone();
    }
    buffer.clear();
    return buffer;
  }

  /** The elements in row-major order; position and limit are the caller's to set. */
  public final B buffer() {
    return buffer;
  }

  /** The tensor for a run; valid until the next change of shape. */
  public final OnnxTensor onnx() {
    var present = tensor;
    if (present == null) {
      buffer.clear();
      try {
        present = maker.make(OnnxModel.environment(), buffer, shape);
      } catch (OrtException e) {
        throw new OnnxModelException("tensor " + Arrays.toString(shape), e);
      }
      tensor = present;
    }
    return present;
  }

  /** Frees the native handle; {@link #onnx()} makes another when asked again. */
  @Override
  public final void close() {
    if (tensor != null) {
      tensor.close();
      tensor = null;
    }
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(Math.max(1, bytes)).order(ByteOrder.nativeOrder());
  }
}
