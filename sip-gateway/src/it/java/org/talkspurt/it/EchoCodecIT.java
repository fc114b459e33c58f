package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.Resampler;
import tools.jackson.databind.JsonNode;

/** baresip speaks to the echo in every codec, encryption and transport that it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class EchoCodecIT {
  private static final int RATE_HZ = 8_000;
  private static final double ALIKE = 0.97;

  /** Calls at once: with more than the processors carry, baresip's own pacing would be judged. */
  private static final int AT_ONCE = Integer.getInteger("talkspurt.it.parallel", 4);

  private enum Codec {
    PCMU("PCMU/8000/1", 8_000),
    PCMA("PCMA/8000/1", 8_000),
    G722("G722/16000/1", 16_000),
    OPUS("opus/48000/2", 48_000);

    private final String account;
    private final int rateHz;

    Codec(String account, int rateHz) {
      this.account = account;
      this.rateHz = rateHz;
    }
  }

  private enum Encryption {
    NONE("none", "none"),
    SDES("srtp-mand", "SDES "),
    DTLS("dtls_srtp", "DTLS");

    private final String account;
    private final String agreed;

    Encryption(String account, String agreed) {
      this.account = account;
      this.agreed = agreed;
    }
  }

  private enum Transport {
    UDP,
    TCP,
    TLS
  }

  private record Cell(Codec codec, Encryption encryption, Transport transport) {
    static List<Cell> all() {
      List<Cell> cells = new ArrayList<>();
      for (Codec codec : Codec.values()) {
        for (Encryption encryption : Encryption.values()) {
          for (Transport transport : Transport.values()) {
            cells.add(new Cell(codec, encryption, transport));
          }
        }
      }
      return cells;
    }

    /** Dialled, and found again in the call's record. */
    String number() {
      return "echo-" + codec.name() + "-" + encryption.name() + "-" + transport.name();
    }
  }

  private final Clip clip = Clip.named("q-emergency");
  private Certificates certificates;
  private int tlsPort;
  private Bot bot;
  private int calls;

  @BeforeAll
  void start() throws Exception {
    certificates = Certificates.make("ours");
    certificates.issue("bot");
    tlsPort = FreePort.next();
    bot =
        Bot.startWithoutModels(
            "--talkspurt.rtp.codecs=opus,G722,L16,PCMU,PCMA",
            "--talkspurt.routes[0].number=echo*",
            "--talkspurt.routes[0].agent=echo",
            "--talkspurt.sip.tls.port=" + tlsPort,
            "--talkspurt.sip.tls.certificate=" + certificates.path("bot.pem"),
            "--talkspurt.sip.tls.private-key=" + certificates.path("bot.key"));
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  private double correlation(String number, String codec, int rateHz, Cell cell) throws Exception {
    boolean tls = cell.transport == Transport.TLS;
    short[] played = Resampler.create(RATE_HZ, rateHz).whole(clip.pcm());
    byte[] wav =
        Baresip.record(
            "sip:%s@127.0.0.1:%d;transport=%s"
                .formatted(
                    number,
                    tls ? tlsPort : bot.sipPort,
                    cell.transport.name().toLowerCase(java.util.Locale.ROOT)),
            played,
            rateHz,
            codec,
            cell.encryption.account,
            "sip_cafile " + certificates.path("ca.pem"));
    return Correlation.bySegments(clip.pcm(), Clip.narrowband(wav));
  }

  @Test
  void everyCodecComesBackByEveryTransportPlainAndEncrypted() throws Exception {
    List<Cell> cells = Cell.all();
    Map<Cell, Double> correlations = new ConcurrentHashMap<>();
    long startNs = System.nanoTime();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> outcomes = new ArrayList<>();
      for (Cell cell : cells) {
        Codec codec = cell.codec;
        outcomes.add(
            callers.submit(
                () ->
                    correlations.put(
                        cell, correlation(cell.number(), codec.account, codec.rateHz, cell))));
      }
      for (Future<?> outcome : outcomes) {
        outcome.get();
      }
    }
    long seconds = (System.nanoTime() - startNs) / 1_000_000_000;
    calls += cells.size();
    List<JsonNode> records = bot.records(calls);
    print(correlations, seconds);
    assertThat(correlations).hasSize(cells.size());
    for (Cell cell : cells) {
      JsonNode media = media(records, cell.number());
      assertThat(media.get("codec").asString())
          .as(cell.number())
          .isEqualToIgnoringCase(cell.codec.name());
      assertThat(media.get("encryption").asString())
          .as(cell.number())
          .startsWith(cell.encryption.agreed);
      // baresip sends its first and its last RTCP packet as plain ones, even where it encrypts.
      assertThat(media.get("forged").asLong()).as(cell.number()).isLessThanOrEqualTo(2);
      assertThat(media.get("malformed").asLong()).as(cell.number()).isZero();
      assertThat(media.get("lost").asLong()).as(cell.number()).isZero();
      assertThat(correlations.get(cell)).as(cell.number()).isGreaterThanOrEqualTo(ALIKE);
    }
  }

  private static JsonNode media(List<JsonNode> records, String number) {
    return records.stream()
        .filter(call -> call.get("called").asString().equals(number))
        .findFirst()
        .orElseThrow()
        .get("media");
  }

  private static void print(Map<Cell, Double> correlations, long seconds) {
    StringBuilder table = new StringBuilder();
    table.append("%d cells, %d s%n".formatted(correlations.size(), seconds));
    table.append("correlation through echo |   UDP |   TCP |   TLS%n".formatted());
    for (Codec codec : Codec.values()) {
      for (Encryption encryption : Encryption.values()) {
        table.append("%-24s ".formatted(codec + ", " + encryption));
        for (Transport transport : Transport.values()) {
          Double correlation = correlations.get(new Cell(codec, encryption, transport));
          table.append("| %5.3f ".formatted(correlation));
        }
        table.append(System.lineSeparator());
      }
    }
    System.out.print(table);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void linearSamplesComeBackAsTheyWere(int rateHz) throws Exception {
    Cell plain = new Cell(Codec.PCMU, Encryption.NONE, Transport.UDP);
    double correlation = correlation("echo", "L16/" + rateHz + "/1", rateHz, plain);
    JsonNode media = bot.records(++calls).getLast().get("media");
    System.out.printf("L16 at %d Hz: correlation through echo %.3f%n", rateHz, correlation);
    assertThat(media.get("codec").asString()).isEqualTo("L16");
    assertThat(media.get("lost").asLong()).isZero();
    assertThat(correlation).isGreaterThanOrEqualTo(ALIKE);
  }
}
