-- Instants are ISO 8601 in UTC, which sort as text.
CREATE TABLE talkspurt_calls (
  id          integer PRIMARY KEY AUTOINCREMENT,
  call_id     text    NOT NULL UNIQUE,
  started_at  text    NOT NULL,
  ended_at    text    NOT NULL,
  duration_ms integer NOT NULL,
  direction   text    NOT NULL,
  trunk       text,
  agent       text    NOT NULL,
  result      text,
  cause       text,
  record      text    NOT NULL
);

CREATE INDEX talkspurt_calls_ended_at ON talkspurt_calls (ended_at);
