package org.talkspurt.gateway.records;

import java.time.LocalDate;

/** How a database is spoken to, and what its table of calls is filled with. */
enum RecordDialect {
  POSTGRESQL("CAST(? AS timestamptz)", "CAST(? AS jsonb)", "SELECT 1"),
  SQLITE("?", "?", "SELECT count(*) FROM sqlite_master");

  final String instant;
  final String json;

  /** Read from the file or the server. */
  final String probe;

  RecordDialect(String instant, String json, String probe) {
    this.instant = instant;
    this.json = json;
    this.probe = probe;
  }

  String folder() {
    return this == POSTGRESQL ? "postgresql" : "sqlite";
  }

  String upsert() {
    return "INSERT INTO talkspurt_calls (call_id, started_at, ended_at, duration_ms, direction,"
        + " trunk, agent, result, cause, record) VALUES (?, "
        + instant
        + ", "
        + instant
        + ", ?, ?, ?, ?, ?, ?, "
        + json
        + ") ON CONFLICT (call_id) DO UPDATE SET started_at = excluded.started_at,"
        + " ended_at = excluded.ended_at, duration_ms = excluded.duration_ms,"
        + " direction = excluded.direction, trunk = excluded.trunk, agent = excluded.agent,"
        + " result = excluded.result, cause = excluded.cause, record = excluded.record";
  }

  /** The text before which all instants of earlier days are. */
  String beginOf(LocalDate day) {
    return this == POSTGRESQL ? day + "T00:00:00Z" : day.toString();
  }

  String forget() {
    return "DELETE FROM talkspurt_calls WHERE ended_at < " + instant;
  }
}
