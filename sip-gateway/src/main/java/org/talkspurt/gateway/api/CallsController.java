package org.talkspurt.gateway.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRegistry;

/** Calls to look at and to end. Problems are RFC 9457 JSON. */
@RestController
@RequestMapping("/api/calls")
class CallsController {
  /** A call whose loop takes longer is shown without what only the loop knows. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final CallRegistry calls;
  private final Duration patience;

  @Autowired
  CallsController(CallRegistry calls) {
    this(calls, PATIENCE);
  }

  CallsController(CallRegistry calls, Duration patience) {
    this.calls = calls;
    this.patience = patience;
  }

  /** Active calls, then those that ended within the last hour, the latest first; without turns. */
  @GetMapping
  List<CallRecord> list() {
    // All are asked before the first is waited for: one that does not answer costs its patience
    // once.
    List<CompletableFuture<CallRecord>> asked =
        calls.active().stream().map(call -> call.snapshot(patience)).toList();
    Map<String, CallRecord> byId = new LinkedHashMap<>();
    Stream.concat(asked.stream().map(CompletableFuture::join), calls.ended().stream())
        .map(CallRecord::withoutDetail)
        // One that ended meanwhile is in both.
        .forEach(call -> byId.put(call.id(), call));
    return List.copyOf(byId.values());
  }

  @GetMapping("/{id}")
  CallRecord show(@PathVariable String id) {
    return calls
        .active(id)
        .map(call -> call.snapshot(patience).join())
        .or(() -> calls.ended().stream().filter(call -> call.id().equals(id)).findFirst())
        .orElseThrow(() -> noSuchCall());
  }

  /** Hangs up. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> end(@PathVariable String id) {
    calls.active(id).orElseThrow(() -> noSuchCall()).hangUp("api");
    return ResponseEntity.accepted().build();
  }

  @PostMapping
  void dial() {
    throw problem(HttpStatus.NOT_IMPLEMENTED, "Dialling out is not implemented yet.");
  }

  private static ErrorResponseException noSuchCall() {
    return problem(
        HttpStatus.NOT_FOUND, "No active call, and none ended within the last hour, has this id.");
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
