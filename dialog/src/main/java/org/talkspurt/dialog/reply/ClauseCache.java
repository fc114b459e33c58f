package org.talkspurt.dialog.reply;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Synthesised clauses of all calls, the least recently spoken dropped first: greetings, re-asks and
 * stock answers are spoken at once. Thread-safe; a home loop may look up, the lock is held for a
 * hash look-up only. Readers must not write to the samples.
 */
public final class ClauseCache {

  /** What makes a clause sound as it does; the spoken form holds an agent's pronunciations. */
  record Key(String voice, String spokenForm, double rate, int sampleRateHz) {}

  private final long capacityBytes;
  private final Map<Key, short[]> clauses = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** A cache of {@code capacityBytes} of samples and text; a clause of over a quarter stays out. */
  public ClauseCache(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  synchronized short @Nullable [] get(Key key) {
    return clauses.get(key);
  }

  synchronized void put(Key key, short[] samples) {
    if (size(key, samples) > capacityBytes / 4) {
      return;
    }
    short[] before = clauses.put(key, samples);
    bytes += size(key, samples) - (before == null ? 0 : size(key, before));
    var eldest = clauses.entrySet().iterator();
    while (bytes > capacityBytes) {
      var entry = eldest.next();
      bytes -= size(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  /** Bytes held now. */
  public synchronized long bytes() {
    return bytes;
  }

  private static long size(Key key, short[] samples) {
    return 2L * samples.length + 2L * key.spokenForm.length() + 64;
  }
}
