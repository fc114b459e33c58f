package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.talkspurt.gateway.call.EchoCancelling;
import org.talkspurt.models.echo.WebRtcUnavailableException;

class TrunkEchoTest {

  private static TalkspurtProperties.Trunk trunk(String echo) {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of("trunk.name", "carrier", "trunk.echo-cancellation", echo)))
        .bind("trunk", TalkspurtProperties.Trunk.class)
        .get();
  }

  @Test
  void webRtcIsNotLoadedUnlessATrunkWantsIt() {
    var trunks = List.of(trunk("guard"), trunk("off"));
    TrunkEcho echo = TrunkEcho.of(trunks, _ -> fail("loaded"));
    assertThat(echo.cancelling(trunks.get(0))).isSameAs(EchoCancelling.GUARD);
    assertThat(echo.cancelling(trunks.get(1))).isSameAs(EchoCancelling.NONE);
  }

  @Test
  void theGuardTakesItsPlaceWhereItCannotBeLoaded() {
    var trunks = List.of(trunk("webrtc"));
    TrunkEcho.Loader missing =
        _ -> {
          throw new WebRtcUnavailableException(new UnsatisfiedLinkError("libpulse.so.0"));
        };
    TrunkEcho echo = TrunkEcho.of(trunks, missing);
    assertThat(echo.cancelling(trunks.getFirst())).isSameAs(EchoCancelling.GUARD);
  }
}
