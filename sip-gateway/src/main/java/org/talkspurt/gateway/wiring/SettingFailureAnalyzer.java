package org.talkspurt.gateway.wiring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a wrong setting as a sentence instead of a stack trace. */
class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SettingException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Mend the setting (config/application.yaml documents every one) and start again.",
        cause);
  }
}
