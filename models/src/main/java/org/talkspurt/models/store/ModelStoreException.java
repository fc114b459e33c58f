package org.talkspurt.models.store;

/** A model file cannot be had; {@link #problem()} says why. */
public final class ModelStoreException extends RuntimeException {

  private final transient FetchProblem problem;

  ModelStoreException(FetchProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  ModelStoreException(FetchProblem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  public FetchProblem problem() {
    return problem;
  }
}
