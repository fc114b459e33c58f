package org.talkspurt.models.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** A tensor of 32-bit floating-point numbers. */
public final class FloatTensor extends Tensor<FloatBuffer> {

  /** An uninitialised tensor; see {@link #reshape}. */
  public FloatTensor(long... shape) {
    super(Float.BYTES, ByteBuffer::asFloatBuffer, OnnxTensor::createTensor, shape);
  }
}
