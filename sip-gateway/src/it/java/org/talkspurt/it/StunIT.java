package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.stun.FakeStunServer;

/** The bot asks a STUN server what the world calls it (RFC 8489), and callers are told. */
class StunIT {

  private static Bot start(FakeStunServer stun) throws Exception {
    return Bot.startWithoutModels(
        "--talkspurt.sip.bind-address=0.0.0.0",
        "--talkspurt.sip.advertised-address=stun:127.0.0.1:" + stun.port());
  }

  private static void awaitEcho(WireCaller caller) throws Exception {
    long since = System.nanoTime();
    caller.say(Clip.named("q-address"));
    caller.awaitAudible(since, 5_000);
  }

  @Test
  void callersAreToldTheAddressThatTheServerSees() throws Exception {
    try (FakeStunServer stun = new FakeStunServer("127.0.0.2");
        Bot bot = start(stun);
        WireCaller caller = WireCaller.dial(bot.sipPort, "echo")) {
      assertThat(bot.log()).contains("our address is 127.0.0.2 by stun:127.0.0.1:" + stun.port());
      assertThat(caller.contact()).isEqualTo("sip:127.0.0.2:" + bot.sipPort);
      assertThat(caller.botMedia().getHostString()).isEqualTo("127.0.0.2");
      awaitEcho(caller);
    }
  }

  @Test
  void whereTheServerIsSilentTheStartSaysSoAndGoesOn() throws Exception {
    try (FakeStunServer stun = new FakeStunServer("127.0.0.2")) {
      stun.fallSilent();
      try (Bot bot = start(stun);
          WireCaller caller = WireCaller.dial(bot.sipPort, "echo")) {
        assertThat(bot.log())
            .contains("stun:127.0.0.1:" + stun.port() + " does not answer: callers are told");
        assertThat(caller.contact()).isEqualTo("sip:127.0.0.1:" + bot.sipPort);
        assertThat(caller.botMedia().getHostString()).isEqualTo("127.0.0.1");
        awaitEcho(caller);
      }
    }
  }
}
