package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClauseCacheTest {
  private static final int SAMPLES = 1_000;
  // Four clauses of 2,000 bytes, their one-letter keys and overhead.
  private final ClauseCache cache = new ClauseCache(4 * (2 * SAMPLES + 66));

  private static ClauseCache.Key key(String text) {
    return new ClauseCache.Key("joe", text, 1, 8_000);
  }

  private void put(String... texts) {
    for (String text : texts) {
      cache.put(key(text), new short[SAMPLES]);
    }
  }

  @Test
  void dropsTheLeastRecentlySpoken() {
    put("a", "b", "c", "d");
    assertThat(cache.get(key("a"))).isNotNull();
    put("e");

    assertThat(cache.get(key("b"))).isNull();
    assertThat(cache.get(key("a"))).isNotNull();
    assertThat(cache.bytes()).isEqualTo(4 * (2 * SAMPLES + 66));
  }

  @Test
  void replacingCountsOnce() {
    put("a", "a", "a");
    assertThat(cache.bytes()).isEqualTo(2 * SAMPLES + 66);
  }

  @Test
  void aHugeClauseDoesNotPushOutTheRest() {
    put("a");
    cache.put(key("b"), new short[3 * SAMPLES]);

    assertThat(cache.get(key("b"))).isNull();
    assertThat(cache.get(key("a"))).isNotNull();
  }

  @Test
  void voicesAndRatesAreKeptApart() {
    put("a");
    assertThat(cache.get(new ClauseCache.Key("amy", "a", 1, 8_000))).isNull();
    assertThat(cache.get(new ClauseCache.Key("joe", "a", 1, 16_000))).isNull();
  }
}
