package org.talkspurt.models.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/** A tensor of 64-bit integers. */
public final class LongTensor extends Tensor<LongBuffer> {

  /** An uninitialised tensor; see {@link #reshape}. */
  public LongTensor(long... shape) {
    super(Long.BYTES, ByteBuffer::asLongBuffer, OnnxTensor::createTensor, shape);
  }
}
