package org.talkspurt.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talkspurt.gateway.call.Call;
import org.talkspurt.gateway.call.CallDialer;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.call.DialOrder;
import org.talkspurt.gateway.call.DialResult;
import tools.jackson.databind.JsonNode;

/** Calls to begin, to look at and to end. Problems are RFC 9457 JSON. */
@RestController
@RequestMapping("/api/calls")
class CallsController {
  /** A call whose loop takes longer is shown without what only the loop knows. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

  private static final Pattern KEYS = Pattern.compile("[0-9*#A-Da-d]{1,64}");

  private final CallRegistry calls;
  private final CallDialer dialer;
  private final Duration patience;

  @Autowired
  CallsController(CallRegistry calls, CallDialer dialer) {
    this(calls, dialer, PATIENCE);
  }

  CallsController(CallRegistry calls, CallDialer dialer, Duration patience) {
    this.calls = calls;
    this.dialer = dialer;
    this.patience = patience;
  }

  /**
   * Active calls, then those that ended within the last hour, the latest first; without turns.
   *
   * @param trace only the call with this trace id, as metrics' exemplars carry it
   */
  @GetMapping
  List<CallRecord> list(@RequestParam(required = false) @Nullable String trace) {
    if (trace != null && !TRACE_ID.matcher(trace).matches()) {
      throw problem(HttpStatus.BAD_REQUEST, "trace: expected 32 hexadecimal digits");
    }
    // All are asked before the first is waited for: one that does not answer costs its patience
    // once.
    List<CompletableFuture<CallRecord>> asked =
        calls.active().stream().map(call -> call.snapshot(patience)).toList();
    Map<String, CallRecord> byId = new LinkedHashMap<>();
    Stream.concat(asked.stream().map(CompletableFuture::join), calls.ended().stream())
        .filter(call -> trace == null || call.traceId().equals(trace))
        .map(CallRecord::withoutDetail)
        // One that ended meanwhile is in both.
        .forEach(call -> byId.put(call.id(), call));
    return List.copyOf(byId.values());
  }

  /**
   * A call and what became of its record.
   *
   * @param recorded whether its record is on the disk, from where nothing but the disk's failure
   *     takes it; null while the call lives
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(@JsonUnwrapped CallRecord call, @Nullable Boolean recorded) {}

  @GetMapping("/{id}")
  Shown show(@PathVariable String id) {
    CallRecord call = find(id);
    return new Shown(call, call.endedAt() == null ? null : calls.isRecorded(id));
  }

  private CallRecord find(String id) {
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

  /**
   * Keys to press.
   *
   * @param digits 1 to 64 of {@code 0-9 * # A-D}
   */
  record Digits(@Nullable String digits) {}

  /** Presses keys for the caller's end to hear. */
  @PostMapping("/{id}/digits")
  ResponseEntity<Void> press(@PathVariable String id, @RequestBody Digits wanted) {
    Call call = calls.active(id).orElseThrow(() -> noSuchCall());
    String keys = wanted.digits();
    if (keys == null || !KEYS.matcher(keys).matches()) {
      throw problem(HttpStatus.BAD_REQUEST, "digits: expected 1 to 64 of 0-9, *, #, A-D");
    }
    boolean taken =
        call.sendDigits(keys)
            .completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
            .join();
    if (!taken) {
      throw problem(HttpStatus.CONFLICT, "The call is not up, or too many keys are waiting.");
    }
    return ResponseEntity.accepted().build();
  }

  /** Dials: 202 with the call's id, under which it can be looked at and ended from now on. */
  @PostMapping
  ResponseEntity<Dialled> dial(@RequestBody JsonNode body) {
    return switch (DialRequest.read(body)) {
      case DialRequest.Unfit(List<DialRequest.Mistake> mistakes) -> throw unfit(mistakes);
      case DialRequest.Fit(DialOrder order) -> answer(dialer.dial(order));
    };
  }

  /**
   * A call that has begun.
   *
   * @param id its id in {@code /api/calls}
   */
  record Dialled(String id) {}

  private static ResponseEntity<Dialled> answer(DialResult result) {
    return switch (result) {
      case DialResult.Begun begun ->
          ResponseEntity.accepted()
              .location(URI.create("/api/calls/" + begun.callId()))
              .body(new Dialled(begun.callId()));
      case DialResult.Unfit(String field, String expected) ->
          throw unfit(List.of(new DialRequest.Mistake(field, expected)));
      case DialResult.Unreachable(String reason) -> throw problem(HttpStatus.BAD_GATEWAY, reason);
      case DialResult.NoRoom(String reason, Duration retryAfter) -> {
        ErrorResponseException noRoom = problem(HttpStatus.SERVICE_UNAVAILABLE, reason);
        noRoom.getHeaders().set("Retry-After", String.valueOf(retryAfter.toSeconds()));
        throw noRoom;
      }
    };
  }

  private static ErrorResponseException unfit(List<DialRequest.Mistake> mistakes) {
    ErrorResponseException unfit =
        problem(
            HttpStatus.BAD_REQUEST,
            mistakes.stream()
                .map(mistake -> mistake.field() + ": expected: " + mistake.expected())
                .collect(Collectors.joining("; ")));
    unfit.getBody().setProperty("errors", mistakes);
    return unfit;
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
