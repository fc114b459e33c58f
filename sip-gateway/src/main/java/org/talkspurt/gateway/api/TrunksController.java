package org.talkspurt.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.talkspurt.gateway.call.TrunkRegistrations;
import org.talkspurt.gateway.sip.RegistrationStatus;

/** Trunks that register, to look at. */
@RestController
@RequestMapping("/api/trunks")
class TrunksController {
  private final TrunkRegistrations registrations;

  TrunksController(TrunkRegistrations registrations) {
    this.registrations = registrations;
  }

  /**
   * A trunk.
   *
   * @param state {@code registering}, {@code registered}, {@code failed} or {@code unregistered}
   * @param lastStatus SIP status that the last REGISTER got; 408: none, 503: nobody was reached, 0:
   *     none was sent yet
   * @param expires when the binding ends unless it is refreshed
   * @param contact where the registrar sends calls
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Trunk(
      String name, String state, int lastStatus, @Nullable Instant expires, String contact) {}

  /** Those that register, in the order of the settings. */
  @GetMapping
  List<Trunk> list() {
    return registrations.statuses().entrySet().stream()
        .map(entry -> trunk(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Trunk trunk(String name, RegistrationStatus status) {
    return new Trunk(
        name,
        status.state().name().toLowerCase(Locale.ROOT),
        status.lastStatus(),
        status.expires(),
        status.contact());
  }
}
