CREATE TABLE talkspurt_calls (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  call_id     text        NOT NULL UNIQUE,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz NOT NULL,
  duration_ms bigint      NOT NULL,
  direction   text        NOT NULL,
  trunk       text,
  agent       text        NOT NULL,
  result      text,
  cause       text,
  record      jsonb       NOT NULL
);

CREATE INDEX talkspurt_calls_ended_at ON talkspurt_calls (ended_at);
