package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections over which nothing comes. */
class IdleConnectionsIT {
  private static final int IDLE = 10_000;

  @Test
  void tenThousandIdleConnectionsHurtNobody() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (Bot bot = Bot.startWithoutModels()) {
      Footprint before = Footprint.of(bot);
      for (int i = 0; i < IDLE; i++) {
        idle.add(new Socket("127.0.0.1", bot.sipPort));
      }
      Footprint during = Footprint.of(bot);
      try (WireCaller caller = WireCaller.dial(bot.sipPort, "echo")) {
        WireCaller.pause(500);
      }
      double refused = bot.metric("talkspurt_sip_messages_dropped_total{reason=\"connections\"");
      WireCaller.pause(33_000); // they have 32 s for a first message
      double slow = bot.metric("talkspurt_sip_messages_dropped_total{reason=\"slow\"");
      Footprint after = Footprint.of(bot);
      System.out.printf(
          "%,d idle TCP connections: %,.0f refused at once, %,.0f given up after 32 s; before %s,"
              + " during %s, after %s%n",
          IDLE, refused, slow, before, during, after);
      assertThat(refused + slow).isEqualTo(IDLE);
      assertThat(during.threads()).isLessThanOrEqualTo(before.threads() + 12);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 8);
      assertThat(bot.records(1)).hasSize(1);
    } finally {
      for (Socket socket : idle) {
        close(socket);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
