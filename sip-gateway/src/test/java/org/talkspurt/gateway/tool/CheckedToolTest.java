package org.talkspurt.gateway.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;

class CheckedToolTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["day"],
       "properties": {"day": {"enum": ["Monday", "Tuesday"]}, "people": {"type": "integer"}}}
      """;

  private static final Tool ECHO =
      new Tool() {
        @Override
        public String name() {
          return "echo";
        }

        @Override
        public String description() {
          return "";
        }

        @Override
        public String parameters() {
          return SCHEMA;
        }

        @Override
        public String call(String arguments) {
          return arguments;
        }
      };

  private final Tool tool =
      new CheckedTool(ECHO, "", SCHEMA, Duration.ofSeconds(1), Optional.empty(), false);

  @Test
  void whatTheSchemaAllowsIsCalled() throws Exception {
    String arguments = "{\"day\": \"Monday\", \"people\": 2}";

    assertThat(tool.call(arguments)).isEqualTo(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"day\": \"Sunday\"}",
        "{\"day\": \"Monday\", \"people\": \"two\"}",
        "{\"day\": \"Monday\", \"pets\": 1}"
      })
  void anythingElseIsNot(String arguments) {
    assertThatThrownBy(() -> tool.call(arguments))
        .isInstanceOf(ToolException.class)
        .hasMessageStartingWith("wrong arguments: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", "{\"type\": \"string\"}"})
  void parametersThatAreNoSchemaOfAnObjectAreRefused(String none) {
    assertThatThrownBy(
            () -> new CheckedTool(ECHO, "", none, Duration.ofSeconds(1), Optional.empty(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected: a JSON Schema");
  }
}
