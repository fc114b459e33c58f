package org.talkspurt.gateway.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/**
 * Records in a table of PostgreSQL or SQLite, which Flyway makes. Connects when there is something
 * to hold, and again after it failed.
 */
public final class RecordDatabase implements RecordTarget {
  private static final Logger log = LoggerFactory.getLogger(RecordDatabase.class);
  private static final int ANSWER_WITHIN_S = 30;

  private final RecordDialect dialect;
  private final DataSource source;
  private final String identity;
  private @Nullable Connection connection;
  private boolean migrated;

  /**
   * @param url {@code jdbc:postgresql:…} or {@code jdbc:sqlite:…}
   * @throws IllegalArgumentException if it is neither, or not understood; says what was expected,
   *     and nothing of the URL, which may hold a password
   */
  public RecordDatabase(String url, String username, String password) {
    if (url.startsWith("jdbc:postgresql:")) {
      dialect = RecordDialect.POSTGRESQL;
      source = postgres(url, username, password);
    } else if (url.startsWith("jdbc:sqlite:") && url.length() > "jdbc:sqlite:".length()) {
      dialect = RecordDialect.SQLITE;
      SQLiteDataSource sqlite = new SQLiteDataSource();
      sqlite.setUrl(url);
      source = sqlite;
    } else {
      throw new IllegalArgumentException(
          "expected: jdbc:postgresql://HOST/DATABASE or jdbc:sqlite:FILE");
    }
    identity = hash(url.replaceFirst("\\?.*", ""));
  }

  private static DataSource postgres(String url, String username, String password) {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    try {
      postgres.setURL(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected: jdbc:postgresql://HOST:PORT/DATABASE");
    }
    if (!username.isBlank()) {
      postgres.setUser(username);
    }
    if (!password.isEmpty()) {
      postgres.setPassword(password);
    }
    if (postgres.getSocketTimeout() == 0) {
      postgres.setSocketTimeout(ANSWER_WITHIN_S);
    }
    postgres.setTcpKeepAlive(true);
    postgres.setApplicationName("talkspurt");
    postgres.setLogServerErrorDetail(false); // it quotes what was to be stored
    return postgres;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells this database from another without naming it. */
  public String identity() {
    return identity;
  }

  /** Whether it is a file on this machine, which a start may insist on. */
  public boolean isFile() {
    return dialect == RecordDialect.SQLITE;
  }

  /**
   * Connects, and makes or mends the table.
   *
   * @throws TargetDownException if it cannot
   */
  public void open() throws TargetDownException {
    try {
      connected();
    } catch (SQLException | FlywayException e) {
      throw down(e);
    }
  }

  @Override
  public int put(List<String> lines) throws TargetDownException {
    List<RecordColumns> rows = new ArrayList<>();
    for (String line : lines) {
      try {
        rows.add(RecordColumns.of(line));
      } catch (IllegalArgumentException e) {
        log.error("a line of the record file is not a call's record and is not copied");
      }
    }
    int unreadable = lines.size() - rows.size();
    try {
      Connection database = connected();
      try {
        put(database, rows);
        return unreadable;
      } catch (SQLException e) {
        database.rollback();
        if (!isOfTheData(e)) {
          throw e;
        }
        return unreadable + putEach(database, rows);
      }
    } catch (SQLException | FlywayException e) {
      throw down(e);
    }
  }

  /** One by one, so that one record that is refused holds up no other. */
  private int putEach(Connection database, List<RecordColumns> rows) throws SQLException {
    int refused = 0;
    for (RecordColumns row : rows) {
      try {
        put(database, List.of(row));
      } catch (SQLException e) {
        database.rollback();
        if (!isOfTheData(e)) {
          throw e;
        }
        refused++;
        log.error(
            "the database refuses the record of call {}: SQL state {}",
            row.callId(),
            e.getSQLState());
      }
    }
    return refused;
  }

  private void put(Connection database, List<RecordColumns> rows) throws SQLException {
    try (PreparedStatement upsert = database.prepareStatement(dialect.upsert())) {
      for (RecordColumns row : rows) {
        upsert.setString(1, row.callId());
        upsert.setString(2, row.startedAt());
        upsert.setString(3, row.endedAt());
        upsert.setLong(4, row.durationMs());
        upsert.setString(5, row.direction());
        upsert.setString(6, row.trunk());
        upsert.setString(7, row.agent());
        upsert.setString(8, row.result());
        upsert.setString(9, row.cause());
        upsert.setString(10, row.record());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
    database.commit();
  }

  /** Data exceptions and violated constraints (SQL:2016 Part 2 §24.1, classes 22 and 23). */
  private static boolean isOfTheData(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  @Override
  public void forgetBefore(LocalDate day) throws TargetDownException {
    try {
      Connection database = connected();
      try (PreparedStatement delete = database.prepareStatement(dialect.forget())) {
        delete.setString(1, dialect.beginOf(day));
        delete.executeUpdate();
      }
      database.commit();
    } catch (SQLException | FlywayException e) {
      throw down(e);
    }
  }

  private Connection connected() throws SQLException {
    if (connection != null && connection.isValid(ANSWER_WITHIN_S)) {
      return connection;
    }
    close();
    migrate();
    Connection fresh = source.getConnection();
    fresh.setAutoCommit(false);
    connection = fresh;
    return fresh;
  }

  private void migrate() throws SQLException {
    if (migrated) {
      return;
    }
    mustAnswer();
    Flyway.configure(RecordDatabase.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/records/" + dialect.folder())
        .table("talkspurt_schema_history")
        .createSchemas(false)
        .baselineOnMigrate(true) // it may be a schema that holds other things, too
        .baselineVersion("0")
        .load()
        .migrate();
    migrated = true;
  }

  /** Flyway would try for minutes what a file that is no database cannot do. */
  private void mustAnswer() throws SQLException {
    try (Connection probe = source.getConnection();
        Statement query = probe.createStatement();
        ResultSet _ = query.executeQuery(dialect.probe)) {
      log.debug("the records' database answers");
    }
  }

  private TargetDownException down(Exception e) {
    close();
    Throwable cause = e;
    while (!(cause instanceof SQLException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new TargetDownException(
        cause instanceof SQLException sql ? message + " (" + sql.getSQLState() + ")" : message, e);
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      log.debug("closing: {}", e.getSQLState());
    }
    connection = null;
  }
}
