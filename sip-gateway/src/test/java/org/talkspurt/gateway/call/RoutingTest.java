package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.call.Routing.Route;

class RoutingTest {
  private static final List<Route> ROUTES =
      List.of(
          new Route("echo", "echo"),
          new Route("+1555*", "clinic"),
          new Route("*99", "tone"),
          new Route("1.3", "literal"));

  @Test
  void theFirstMatchWins() {
    Routing routing = new Routing(ROUTES, "fallback");
    assertThat(routing.agentFor("echo", "echo")).contains("echo");
    assertThat(routing.agentFor("+155501", "+155501")).contains("clinic");
    assertThat(routing.agentFor("+155599", "+155599")).contains("clinic");
    assertThat(routing.agentFor("4499", "4499")).contains("tone");
  }

  @Test
  void otherNumbersReachTheDefaultOrNobody() {
    assertThat(new Routing(ROUTES, "fallback").agentFor("77", "77")).contains("fallback");
    assertThat(new Routing(ROUTES, "").agentFor("77", "77")).isEmpty();
    assertThat(new Routing(ROUTES, "").agentFor("", "")).isEmpty();
  }

  @Test
  void onlyTheStarIsSpecial() {
    Routing routing = new Routing(ROUTES, "");
    assertThat(routing.agentFor("123", "123")).isEmpty();
    assertThat(routing.agentFor("1.3", "1.3")).contains("literal");
    assertThat(routing.agentFor("echo2", "echo2")).isEmpty();
  }

  @Test
  void aNumberGoesBeforeTheAccountThatItCameTo() {
    Routing routing = new Routing(ROUTES, "fallback");
    assertThat(routing.agentFor("+155501", "echo")).contains("clinic");
    assertThat(routing.agentFor("77", "echo")).contains("echo");
    assertThat(routing.agentFor("77", "bot")).contains("fallback");
  }
}
