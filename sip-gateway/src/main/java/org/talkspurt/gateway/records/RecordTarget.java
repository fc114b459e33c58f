package org.talkspurt.gateway.records;

import java.time.LocalDate;
import java.util.List;

/** Where records are copied to. One thread uses it. */
public interface RecordTarget extends AutoCloseable {

  /**
   * Holds these records from now on; one that it holds already is replaced.
   *
   * @param lines each a call's record in JSON
   * @return how many of them it will never take, whatever is tried
   * @throws TargetDownException if it cannot now; then it holds none of them, or some
   */
  int put(List<String> lines) throws TargetDownException;

  /** Forgets the calls that ended before this day (UTC). */
  void forgetBefore(LocalDate day) throws TargetDownException;

  @Override
  void close();

  /** The target takes nothing for now. */
  final class TargetDownException extends Exception {
    private static final long serialVersionUID = 1L;

    TargetDownException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
