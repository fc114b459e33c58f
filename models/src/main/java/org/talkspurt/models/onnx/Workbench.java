package org.talkspurt.models.onnx;

/** What one run of a model needs for itself, such as tensors. Confined to one thread at a time. */
public interface Workbench extends AutoCloseable {
  @Override
  void close();
}
