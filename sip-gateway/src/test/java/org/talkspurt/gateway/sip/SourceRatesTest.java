package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SourceRatesTest {

  private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");
  private static final Predicate<InetAddress> NOBODY = _ -> false;

  private final SourceRates rates = new SourceRates(10, 5, NOBODY);

  /** Anywhere in the range of {@link System#nanoTime}. */
  private long nowNs = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(150);

  private void pass(int ms) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
  }

  private int admitted(InetAddress source, int messages) {
    int admitted = 0;
    for (int i = 0; i < messages; i++) {
      admitted += rates.admits(source, nowNs) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void aBurstPassesAndThenAsManyASecondAsAllowed() {
    assertThat(admitted(SOURCE, 20)).isEqualTo(5);
    pass(99);
    assertThat(admitted(SOURCE, 20)).isZero();
    pass(1);
    assertThat(admitted(SOURCE, 20)).isEqualTo(1);
    pass(300);
    assertThat(admitted(SOURCE, 20)).isEqualTo(3);
    pass(60_000);
    assertThat(admitted(SOURCE, 20)).isEqualTo(5);
  }

  @Test
  void oneSourceDoesNotPayForAnother() {
    admitted(SOURCE, 20);
    assertThat(admitted(OTHER, 1)).isEqualTo(1);
  }

  @Test
  void anIpv6NetworkIsOneSource() {
    int admitted = 0;
    for (int host = 1; host <= 20; host++) {
      admitted += admitted(InetAddress.ofLiteral("2001:db8::" + host), 1);
    }
    assertThat(admitted).isEqualTo(5);
    assertThat(admitted(InetAddress.ofLiteral("2001:db8:0:1::1"), 1)).isEqualTo(1);
  }

  @Test
  void aStreamIsToldToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(rates.delayNs(SOURCE, nowNs)).isZero();
    }
    assertThat(rates.delayNs(SOURCE, nowNs)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(rates.delayNs(SOURCE, nowNs)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    pass(200);
    assertThat(rates.admits(SOURCE, nowNs)).isFalse();
    pass(100);
    assertThat(rates.admits(SOURCE, nowNs)).isTrue();
  }

  @Test
  void theTableHasABound() {
    for (int i = 0; i < 3 * SourceRates.MAX_SOURCES; i++) {
      byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      rates.admits(addressOf(address), nowNs);
    }
    assertThat(rates.sources()).isEqualTo(SourceRates.MAX_SOURCES);
  }

  @Test
  void someAreNotCounted() {
    var exempting = new SourceRates(10, 5, SOURCE::equals);
    for (int i = 0; i < 20; i++) {
      assertThat(exempting.admits(SOURCE, nowNs)).isTrue();
      assertThat(exempting.delayNs(SOURCE, nowNs)).isZero();
    }
    assertThat(exempting.sources()).isZero();
  }

  @Test
  void zeroIsNoLimit() {
    var unlimited = new SourceRates(0, 0, NOBODY);
    for (int i = 0; i < 20; i++) {
      assertThat(unlimited.admits(SOURCE, nowNs)).isTrue();
    }
  }

  private static InetAddress addressOf(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
