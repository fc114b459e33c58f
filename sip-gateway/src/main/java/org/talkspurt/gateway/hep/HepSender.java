package org.talkspurt.gateway.hep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.outbox.Outbox;
import org.talkspurt.gateway.sip.CapturedMessage;
import org.talkspurt.gateway.sip.MessageCapture;

/**
 * Sends copies of SIP messages to a collector over UDP, on a thread of its own. When {@value
 * #WAITING_AT_MOST} wait for it, further ones are dropped and counted.
 */
public final class HepSender implements MessageCapture, AutoCloseable {
  static final int WAITING_AT_MOST = 2_000;
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(HepSender.class);

  private final HepSettings settings;
  private final DatagramSocket socket;
  private final Counter sent;
  private final Counter failed;
  private final Outbox outbox;
  private boolean refused;

  /**
   * @throws IOException if there is no socket to send from
   */
  public HepSender(HepSettings settings, MeterRegistry registry) throws IOException {
    this.settings = settings;
    socket = new DatagramSocket();
    sent = counter(registry, "sent");
    failed = counter(registry, "failed");
    Counter dropped = counter(registry, "dropped");
    outbox = new Outbox("hep", WAITING_AT_MOST, PATIENCE_AT_END, dropped::increment);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("talkspurt.sip.hep.messages")
        .description(
            "Copies of SIP messages for the HEP collector: sent (nobody acknowledges them), failed"
                + " (the network did not take them, or too long), dropped (too many waited).")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void captured(CapturedMessage message) {
    outbox.add(() -> send(message));
  }

  private void send(CapturedMessage message) {
    byte[] packet = HepPacket.of(message.withoutSecrets(), settings.captureId(), settings.key());
    if (packet.length > HepPacket.LONGEST) {
      failed.increment();
      return;
    }
    try {
      // Looked up each time (the JDK remembers for a while): a collector may move.
      InetSocketAddress collector = new InetSocketAddress(settings.host(), settings.port());
      if (collector.isUnresolved()) {
        throw new IOException("unknown host");
      }
      socket.send(new DatagramPacket(packet, packet.length, collector));
      sent.increment();
      refused = false;
    } catch (IOException e) {
      failed.increment();
      if (!refused) {
        refused = true;
        log.warn("SIP messages do not reach the HEP collector: {}", e.toString());
      }
    }
  }

  /** Sends what waits, for at most 1 s. */
  @Override
  public void close() {
    outbox.close();
    socket.close();
  }
}
