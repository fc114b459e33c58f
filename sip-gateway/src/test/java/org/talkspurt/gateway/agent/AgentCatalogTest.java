package org.talkspurt.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.spi.SentenceEmbedder;

class AgentCatalogTest {

  @TempDir Path directory;
  private final AtomicInteger made = new AtomicInteger();
  private AgentCatalog catalog;

  @BeforeEach
  void openCatalog() {
    catalog = new AgentCatalog(new AgentFiles(directory), this::responder);
  }

  private Responder responder(Agent agent) {
    made.incrementAndGet();
    return new BankResponder(agent, new OneVector(), Runnable::run, () -> Instant.EPOCH);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String greeting(String agent) {
    Responder responder = catalog.find(agent).orElseThrow().responder();
    return responder.greeting(responder.begin(Map.of())).text();
  }

  @Test
  void theAgentsInTheJarAnswerWithoutAnyFolder() {
    catalog = new AgentCatalog(new AgentFiles(directory.resolve("nowhere")), this::responder);
    catalog.refresh();
    assertThat(catalog.find("clinic")).isPresent();
    assertThat(catalog.errors()).isEmpty();
  }

  @Test
  void theOperatorsFileComesBeforeTheOneInTheJar() throws IOException {
    write("clinic.yaml", AgentYaml.SMALL.replace("name: small", "name: clinic"));
    catalog.refresh();
    assertThat(greeting("clinic")).isEqualTo("Hello, how can I help you?");
    Files.delete(directory.resolve("clinic.yaml"));
    catalog.refresh();
    assertThat(greeting("clinic")).startsWith("Maple Harbor Dental");
  }

  @Test
  void aChangedFileIsTakenOverForNewCallsOnly() throws IOException {
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    Responder ofACallInProgress = catalog.find("small").orElseThrow().responder();
    write("small.yaml", AgentYaml.SMALL.replace("Hello, how", "Good day, how"));
    catalog.refresh();
    assertThat(greeting("small")).isEqualTo("Good day, how can I help you?");
    assertThat(ofACallInProgress.greeting(ofACallInProgress.begin(Map.of())).text())
        .isEqualTo("Hello, how can I help you?");
  }

  @Test
  void aBrokenFileIsRefusedAndTheLastGoodAgentStays() throws IOException {
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    write("small.yaml", AgentYaml.SMALL.replace("language: en-US", "language: 17"));
    catalog.refresh();
    assertThat(greeting("small")).isEqualTo("Hello, how can I help you?");
    assertThat(catalog.errors())
        .singleElement()
        .asString()
        .startsWith(directory.resolve("small.yaml") + ":2: /language: expected the type string");
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    assertThat(catalog.errors()).isEmpty();
  }

  @Test
  void aFileThatIsBrokenFromTheStartIsNoAgentAndHidesTheOneInTheJar() throws IOException {
    write("clinic.yaml", "name: clinic\n");
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    assertThat(catalog.find("clinic")).isEmpty();
    assertThat(catalog.find("small")).isPresent();
    assertThat(catalog.errors()).isNotEmpty();
  }

  @Test
  void onlyWhatChangedIsLoadedAgain() throws IOException {
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    int before = made.get();
    catalog.refresh();
    assertThat(made).hasValue(before);
    write("small.yaml", AgentYaml.SMALL + "max-calls: 3\n");
    catalog.refresh();
    assertThat(made).hasValue(before + 1);
  }

  @Test
  void aRemovedFileRemovesItsAgent() throws IOException {
    write("small.yaml", AgentYaml.SMALL);
    catalog.refresh();
    Files.delete(directory.resolve("small.yaml"));
    catalog.refresh();
    assertThat(catalog.find("small")).isEmpty();
  }

  @Test
  void refusesFilesThatAreTooLongOrNotUtf8() throws IOException {
    write("long.yaml", "# " + "x".repeat(1 << 20));
    Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
    Files.createDirectory(directory.resolve("folder.yaml"));
    catalog.refresh();
    assertThat(catalog.errors())
        .extracting(AgentFileError::expected)
        .containsExactlyInAnyOrder("expected at most 1 MiB", "expected UTF-8");
  }

  /** All sentences alike: nothing here depends on their meaning. */
  private static final class OneVector implements SentenceEmbedder {
    @Override
    public float[] embed(String sentence) {
      return new float[] {1};
    }

    @Override
    public void close() {}
  }
}
