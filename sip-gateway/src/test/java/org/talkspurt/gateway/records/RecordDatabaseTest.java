package org.talkspurt.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.records.RecordTarget.TargetDownException;
import tools.jackson.databind.json.JsonMapper;

/** On SQLite; {@code RecordDatabaseIT} has PostgreSQL. */
class RecordDatabaseTest {
  private static final String MONDAY = "2026-11-23T23:59:59.5Z";
  private static final String TUESDAY = "2026-11-24T00:00:00.5Z";

  @TempDir Path directory;
  private String url;
  private RecordDatabase database;

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + directory.resolve("calls.db");
    database = new RecordDatabase(url, "", "");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRecordIsARowWithTheWholeOfIt() throws Exception {
    database.put(List.of(Ended.line("a", MONDAY)));
    assertThat(column("call_id")).containsExactly("a");
    assertThat(column("duration_ms")).containsExactly("90000");
    assertThat(column("direction")).containsExactly("inbound");
    assertThat(column("trunk")).containsExactly((String) null);
    assertThat(column("agent")).containsExactly("clinic");
    assertThat(column("result")).containsExactly("completed");
    assertThat(column("cause")).containsExactly("caller_hung_up");
    assertThat(column("record")).containsExactly(Ended.line("a", MONDAY));
  }

  @Test
  void aRecordThatComesTwiceIsOneRow() throws Exception {
    database.put(List.of(Ended.line("a", MONDAY)));
    database.close();
    database.put(List.of(Ended.line("a", TUESDAY), Ended.line("b", TUESDAY)));
    assertThat(column("call_id")).containsExactly("a", "b");
    assertThat(column("ended_at"))
        .containsExactly(TUESDAY.replace(".5Z", ".500Z"), TUESDAY.replace(".5Z", ".500Z"));
  }

  @Test
  void aLineThatIsNoRecordHoldsUpNoOther() throws Exception {
    int refused = database.put(List.of("garbage", "{\"id\":\"x\"}", Ended.line("a", MONDAY)));
    assertThat(refused).isEqualTo(2);
    assertThat(column("call_id")).containsExactly("a");
  }

  @Test
  void aNulInANameIsReplaced() throws Exception {
    String line =
        JsonMapper.shared().writeValueAsString(Ended.call("a", MONDAY, "N\u0000l and \\u0000"));
    assertThat(line).contains("\\u0000");
    database.put(List.of(line));
    assertThat(
            JsonMapper.shared()
                .readTree(column("record").getFirst())
                .get("outcome")
                .get("name")
                .asString())
        .isEqualTo("N\ufffdl and \\u0000");
  }

  @Test
  void oldCallsAreForgotten() throws Exception {
    database.put(List.of(Ended.line("a", MONDAY), Ended.line("b", TUESDAY)));
    database.forgetBefore(LocalDate.parse("2026-11-24"));
    assertThat(column("call_id")).containsExactly("b");
  }

  @Test
  void aDirectoryThatIsNotThereIsSaid() {
    RecordDatabase nowhere =
        new RecordDatabase("jdbc:sqlite:" + directory.resolve("no/calls.db"), "", "");
    assertThatThrownBy(nowhere::open).isInstanceOf(TargetDownException.class);
  }

  @Test
  void aFileThatIsNoDatabaseIsSaid() throws Exception {
    Path file = Files.writeString(directory.resolve("text.db"), "no database at all ".repeat(200));
    assertThatThrownBy(new RecordDatabase("jdbc:sqlite:" + file, "", "")::open)
        .isInstanceOf(TargetDownException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://host/calls",
        "jdbc:mysql://host/calls?password=tell-nobody",
        "jdbc:postgresql://host:port/calls?password=tell-nobody",
        "jdbc:sqlite:"
      })
  void aUrlThatIsNoneIsRefusedWithoutBeingRepeated(String wrong) {
    assertThatThrownBy(() -> new RecordDatabase(wrong, "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: jdbc:postgresql:")
        .hasMessageNotContaining("tell-nobody");
  }

  @Test
  void aDatabaseIsTheSameWhateverItsParameters() {
    assertThat(new RecordDatabase("jdbc:postgresql://h/a?sslmode=require", "", "").identity())
        .isEqualTo(new RecordDatabase("jdbc:postgresql://h/a", "", "").identity())
        .isNotEqualTo(new RecordDatabase("jdbc:postgresql://h/b", "", "").identity());
  }

  private List<String> column(String name) throws Exception {
    List<String> values = new ArrayList<>();
    try (var connection = DriverManager.getConnection(url);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT " + name + " FROM talkspurt_calls ORDER BY call_id")) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
