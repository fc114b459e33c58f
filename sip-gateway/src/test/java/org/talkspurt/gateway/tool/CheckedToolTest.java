package org.talkspurt.gateway.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Schemas may come from servers of tools. */
  @Test
  void nothingIsFetchedThatASchemaNames() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });
    server.start();
    try {
      String ref = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema";
      String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"" + ref + "\"}}}";
      assertThatThrownBy(
              () ->
                  new CheckedTool(ECHO, "", schema, Duration.ofSeconds(1), Optional.empty(), false)
                      .call("{\"a\":1}"))
          .isInstanceOf(RuntimeException.class);
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }
}
