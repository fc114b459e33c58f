package org.talkspurt.models.store;

/** Hears how far a download is. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * @param set the model set being fetched
   * @param doneBytes of its present package or file
   * @param totalBytes 0 if unknown
   */
  void downloaded(String set, long doneBytes, long totalBytes);
}
