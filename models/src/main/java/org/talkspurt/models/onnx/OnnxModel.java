package org.talkspurt.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded {@code .onnx} or {@code .ort} file: one thread, no spinning.
 *
 * <p>ONNX Runtime allows concurrent runs of one model, but the tensors around it (see {@link
 * FloatTensor}) belong to one thread each, see {@link Workbenches}.
 */
public final class OnnxModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

  private final Path file;
  private final OrtSession session;
  private final AtomicInteger runs = new AtomicInteger();

  private OnnxModel(Path file, OrtSession session) {
    this.file = file;
    this.session = session;
  }

  /**
   * Loads a model and checks that it is the expected one.
   *
   * @throws OnnxModelException if the file is missing, is no model, or has another signature
   */
  public static OnnxModel load(Path file, Signature expected) {
    if (!Files.isReadable(file)) {
      throw new OnnxModelException("model " + file + ": no such readable file", null);
    }
    OnnxModel model;
    try (var options = options()) {
      model = new OnnxModel(file, environment().createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new OnnxModelException("model " + file + ": not a model: " + e.getMessage(), e);
    }
    var inputs = model.session.getInputNames();
    var outputs = model.session.getOutputNames();
    if (!expected.fits(inputs, outputs)) {
      model.close();
      throw new OnnxModelException(
          "model %s: has %s → %s (expected: %s)"
              .formatted(file, new TreeSet<>(inputs), new TreeSet<>(outputs), expected),
          null);
    }
    return model;
  }

  private static SessionOptions options() throws OrtException {
    var options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    // Without VNNI, sums of 8-bit products overflow on x86 unless they are formed another way; with
    // it, or on other processors, this changes nothing.
    options.addConfigEntry("session.x64quantprecision", "1");
    // Speech has another length each time: a memory plan per shape would be made for one run.
    options.setMemoryPatternOptimization(false);
    return options;
  }

  /** The process's ONNX Runtime; for tensors of types that this package has no class for. */
  public static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "talkspurt");
  }

  /**
   * Runs the model; all outputs are the result's, which the caller closes.
   *
   * @throws OnnxModelException if a name, type or shape does not fit
   */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs) {
    return run(inputs, Set.of(), Map.of());
  }

  /**
   * Runs the model into tensors of the caller's. None of them may also be an input of the same run:
   * the model writes while it reads.
   *
   * @throws OnnxModelException if a name, type or shape does not fit
   */
  public void runInto(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> pinnedOutputs) {
    run(inputs, Set.of(), pinnedOutputs).close();
  }

  /**
   * Runs the model for some of its outputs.
   *
   * @param outputs names of those to allocate; with no {@code outputs} and no {@code pinnedOutputs}
   *     all are
   * @param pinnedOutputs outputs written to tensors of the caller's, which stay the caller's
   * @throws OnnxModelException if a name, type or shape does not fit
   */
  public OrtSession.Result run(
      Map<String, OnnxTensor> inputs, Set<String> outputs, Map<String, OnnxTensor> pinnedOutputs) {
    runs.incrementAndGet();
    try {
      return outputs.isEmpty() && pinnedOutputs.isEmpty()
          ? session.run(inputs)
          : session.run(inputs, outputs, pinnedOutputs);
    } catch (OrtException | IllegalArgumentException e) {
      throw new OnnxModelException("model " + file + ": " + e.getMessage(), e);
    } finally {
      runs.decrementAndGet();
    }
  }

  /** Frees the model, unless a thread is stuck in it: that would crash the process. */
  @Override
  public void close() {
    if (runs.get() > 0) {
      LOG.warn("model {}: a run has not ended; its memory stays", file);
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new OnnxModelException("model " + file + ": " + e.getMessage(), e);
    }
  }
}
