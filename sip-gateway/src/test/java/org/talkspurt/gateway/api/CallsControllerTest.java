package org.talkspurt.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.talkspurt.gateway.call.CallDesk;

class CallsControllerTest {
  private final CallDesk desk = new CallDesk();
  private final MockMvc http =
      MockMvcBuilders.standaloneSetup(
              new CallsController(desk.registry(), desk.dialer, Duration.ofMillis(1)))
          .setControllerAdvice(new Problems())
          .build();

  /** As {@code spring.mvc.problemdetails.enabled} has it. */
  @ControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @Test
  void activeCallsAreListedBeforeThoseThatEndedWithoutTheirDetail() throws Exception {
    String over = desk.talks();
    desk.hangsUp(over);
    String up = desk.talks();
    http.perform(get("/api/calls"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[*].id", contains(up, over)))
        .andExpect(jsonPath("$[*].state", contains("TALKING", "ENDED")))
        .andExpect(jsonPath("$[0].callerName").value("Sarah Miller"))
        .andExpect(jsonPath("$[0].outcome.service").value("cleaning"))
        .andExpect(jsonPath("$[0].turns").isEmpty())
        .andExpect(jsonPath("$[0].media").doesNotExist())
        .andExpect(jsonPath("$[1].cause").value("caller_hung_up"));
  }

  @Test
  void aTraceIdFindsItsCall() throws Exception {
    String over = desk.talks();
    desk.hangsUp(over);
    String up = desk.talks();
    for (String id : List.of(over, up)) {
      http.perform(get("/api/calls").param("trace", id.replace("-", "")))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$[*].id", contains(id)));
    }
    http.perform(get("/api/calls").param("trace", "0".repeat(32)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$").isEmpty());
    http.perform(get("/api/calls").param("trace", "me"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail", containsString("32 hexadecimal")));
  }

  @Test
  void callsWhoseLoopDoesNotAnswerAreListedAllTheSame() throws Exception {
    String over = desk.talks();
    desk.hangsUp(over);
    String up = desk.talks();
    desk.hang();
    http.perform(get("/api/calls"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[*].id", contains(up, over)))
        .andExpect(jsonPath("$[0].state").value("TALKING"));
    http.perform(get("/api/calls/" + up))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.state").value("TALKING"))
        .andExpect(jsonPath("$.turns").isEmpty());
  }

  @Test
  void oneCallIsShownWithItsTurnsAndMedia() throws Exception {
    String id = desk.talks();
    http.perform(get("/api/calls/" + id))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.caller").value("+15550142"))
        .andExpect(jsonPath("$.turns[0].heard").value("A cleaning."))
        .andExpect(jsonPath("$.media.sendFailures").value(1))
        .andExpect(jsonPath("$.media.rateLimited").value(10))
        .andExpect(jsonPath("$.media.recovered").value(11))
        .andExpect(jsonPath("$.media.roundTripMs").doesNotExist());
    desk.hangsUp(id);
    http.perform(get("/api/calls/" + id))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.result").value("completed"))
        .andExpect(jsonPath("$.turns[0].heard").value("A cleaning."));
  }

  @Test
  void anEndedCallSaysWhetherItsRecordIsWritten() throws Exception {
    String id = desk.talks();
    http.perform(get("/api/calls/" + id)).andExpect(jsonPath("$.recorded").doesNotExist());
    desk.hangsUp(id);
    http.perform(get("/api/calls/" + id)).andExpect(jsonPath("$.recorded").value(false));
    desk.registry().recorded(id);
    http.perform(get("/api/calls/" + id)).andExpect(jsonPath("$.recorded").value(true));
  }

  @Test
  void deletingACallHangsUp() throws Exception {
    String id = desk.talks();
    http.perform(delete("/api/calls/" + id)).andExpect(status().isAccepted());
    http.perform(get("/api/calls/" + id)).andExpect(jsonPath("$.cause").value("api"));
  }

  @Test
  void keysArePressed() throws Exception {
    String id = desk.talks();
    http.perform(press(id, "{\"digits\": \"12#\"}")).andExpect(status().isAccepted());
    assertThat(desk.pressedKeys()).isEqualTo("12#");
    for (String bad : List.of("{}", "{\"digits\": \"\"}", "{\"digits\": \"1x\"}")) {
      assertProblem(400, "digits", http.perform(press(id, bad)));
    }
    assertProblem(404, "this id", http.perform(press("nobody", "{\"digits\": \"1\"}")));
  }

  @Test
  void keysOfACallWhoseLoopHangsAreNotPressed() throws Exception {
    String id = desk.talks();
    desk.hang();
    assertProblem(409, "not up", http.perform(press(id, "{\"digits\": \"1\"}")));
  }

  private static MockHttpServletRequestBuilder press(String id, String body) {
    return post("/api/calls/" + id + "/digits").contentType("application/json").content(body);
  }

  @Test
  void anIdThatIsNoCallsIsAProblem() throws Exception {
    assertProblem(404, "this id", http.perform(get("/api/calls/nobody")));
    assertProblem(404, "this id", http.perform(delete("/api/calls/nobody")));
    String over = desk.talks();
    desk.hangsUp(over);
    assertProblem(404, "this id", http.perform(delete("/api/calls/" + over)));
  }

  private ResultActions dial(String body) throws Exception {
    return http.perform(post("/api/calls").contentType("application/json").content(body));
  }

  @Test
  void aCallIsDialledAndSeen() throws Exception {
    String location =
        dial("{\"to\": \"+15550199\", \"variables\": {\"name\": \"Ann\"}, \"ringTimeoutSeconds\":"
                + " 20}")
            .andExpect(status().isAccepted())
            .andReturn()
            .getResponse()
            .getHeader("Location");
    http.perform(get(location))
        .andExpect(jsonPath("$.id").value(location.substring("/api/calls/".length())))
        .andExpect(jsonPath("$.direction").value("outbound"))
        .andExpect(jsonPath("$.state").value("DIALLING"))
        .andExpect(jsonPath("$.called").value("+15550199"))
        .andExpect(jsonPath("$.variables.name").value("Ann"));
    http.perform(delete(location)).andExpect(status().isAccepted());
    http.perform(get(location))
        .andExpect(jsonPath("$.state").value("ENDED"))
        .andExpect(jsonPath("$.result").value("cancelled"))
        .andExpect(jsonPath("$.cause").value("api"));
  }

  @Test
  void everyFieldThatDoesNotFitIsNamed() throws Exception {
    ResultActions answer =
        dial(
            """
            {"to": "sip:ann@host\\r\\nX: y", "trunk": 7, "agent": "", "callerId": "a\\"b",
             "variables": {"name": "a\\nb"}, "ringTimeoutSeconds": 181, "detectMachine": "no", "priority": 1}
            """);
    assertProblem(400, "ringTimeoutSeconds", answer);
    answer.andExpect(
        jsonPath(
            "$.errors[*].field",
            contains(
                "body",
                "to",
                "trunk",
                "agent",
                "callerId",
                "variables",
                "ringTimeoutSeconds",
                "detectMachine")));
  }

  @Test
  void ordersOfTheWrongShapeAreProblems() throws Exception {
    for (String bad :
        List.of(
            "[]",
            "{}",
            "{\"to\": 15550199}",
            "{\"to\": \"1\", \"ringTimeoutSeconds\": \"20\"}",
            "{\"to\": \"1\", \"ringTimeoutSeconds\": 0}",
            "{\"to\": \"1\", \"ringTimeoutSeconds\": 1.5}",
            "{\"to\": \"1\", \"variables\": []}",
            "{\"to\": \"1\", \"variables\": {\"a b\": \"x\"}}",
            "{\"to\": \"1\", \"variables\": {\"a\": {\"b\": \"c\"}}}",
            "{\"to\": \"1\", \"trunk\": \"nobody\"}",
            "{\"to\": \"1\", \"agent\": \"gone\"}",
            "{\"to\": \"sip:ann@elsewhere.example\"}")) {
      assertProblem(400, "expected", dial(bad));
    }
    assertProblem(400, "", dial("{"));
  }

  @Test
  void whereThereIsNoRoomTheClientIsToldWhenToTryAgain() throws Exception {
    desk.admission.refuseNewCalls();
    ResultActions answer = dial("{\"to\": \"1\"}");
    assertProblem(503, "", answer);
    answer.andExpect(header().string("Retry-After", "5"));
  }

  private static void assertProblem(int status, String detail, ResultActions answer)
      throws Exception {
    answer
        .andExpect(status().is(status))
        .andExpect(content().contentType("application/problem+json"))
        .andExpect(jsonPath("$.status").value(status))
        .andExpect(jsonPath("$.detail", containsString(detail)));
  }
}
