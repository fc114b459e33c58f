package org.talkspurt.gateway.api;

import java.util.List;
import java.util.stream.Stream;
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
import org.talkspurt.gateway.call.Call;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRegistry;

/** Calls to look at and to end. Problems are RFC 9457 JSON. */
@RestController
@RequestMapping("/api/calls")
class CallsController {
  private final CallRegistry calls;

  CallsController(CallRegistry calls) {
    this.calls = calls;
  }

  /** Active calls, then those that ended within the last hour, the latest first; without turns. */
  @GetMapping
  List<CallRecord> list() {
    return Stream.concat(calls.active().stream().map(Call::snapshot), calls.ended().stream())
        .map(CallRecord::withoutDetail)
        .distinct()
        .toList();
  }

  @GetMapping("/{id}")
  CallRecord show(@PathVariable String id) {
    return calls
        .active(id)
        .map(Call::snapshot)
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
