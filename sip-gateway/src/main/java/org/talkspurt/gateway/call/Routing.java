package org.talkspurt.gateway.call;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which agent answers a called number: the first pattern that matches, else the default. */
public final class Routing {

  /**
   * A route.
   *
   * @param number called number or user part; {@code *} stands for any characters
   */
  public record Route(String number, String agent) {}

  private record Compiled(Pattern pattern, String agent) {}

  private final List<Compiled> routes;
  private final String defaultAgent;

  /**
   * @param defaultAgent for numbers that match no route; empty: none
   */
  public Routing(List<Route> routes, String defaultAgent) {
    this.routes =
        routes.stream().map(route -> new Compiled(compile(route.number()), route.agent())).toList();
    this.defaultAgent = defaultAgent;
  }

  /**
   * The agent's name; empty where no route leads: 404.
   *
   * @param number what was dialled
   * @param calledUser what the call was sent to; may be the name of an account, and has a say where
   *     no route matches the number
   */
  public Optional<String> agentFor(String number, String calledUser) {
    return route(number)
        .or(() -> route(calledUser))
        .or(() -> Optional.of(defaultAgent).filter(name -> !name.isEmpty()));
  }

  private Optional<String> route(String called) {
    return routes.stream()
        .filter(route -> route.pattern().matcher(called).matches())
        .map(Compiled::agent)
        .findFirst();
  }

  private static Pattern compile(String number) {
    return Pattern.compile(
        Stream.of(number.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
