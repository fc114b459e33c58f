package org.talkspurt.gateway.caller.report;

import java.util.List;
import org.talkspurt.gateway.caller.CallResult;
import tools.jackson.databind.json.JsonMapper;

/** All of it for programs. */
public final class CallJson {

  private CallJson() {}

  /**
   * The document.
   *
   * @param script its name
   */
  private record Document(
      String script, String to, boolean met, CallSummary summary, List<CallResult> calls) {}

  public static String of(String script, String to, List<CallResult> calls) {
    return JsonMapper.shared()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            new Document(
                script,
                to,
                calls.stream().allMatch(CallResult::met),
                CallSummary.of(calls),
                calls));
  }
}
