package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.agent.AgentYaml;

class CheckCommandTest {

  private final Terminal terminal = new Terminal("check");
  @TempDir private Path folder;

  /** Maven hands over what it was told itself, such as {@code -Dtalkspurt.it.rounds=2}. */
  @BeforeAll
  static void nothingIsSet() {
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("talkspurt."));
  }

  @Test
  void defaultsAreRightWherePortsAreFree() throws IOException {
    assertThat(run("--talkspurt.sip.port=" + freePort(), "--talkspurt.calls.max=1")).isZero();
    assertThat(terminal.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("settings  right"),
            line -> assertThat(line).startsWith("agents    right  clinic"),
            line -> assertThat(line).isEqualTo("trunks    right  none"),
            line -> assertThat(line).contains("ports     right", "pairs for media free"),
            line -> assertThat(line).matches("models +right  a start fetches [0-9.]+ MB.*"));
    assertThat(folder.resolve("records")).doesNotExist();
  }

  @Test
  void allWrongValuesAndNamesAreNamed() {
    assertWrong(
        "settings  WRONG",
        "--running",
        "--talkspurt.calls.max=0",
        "--talkspurt.rtp.min-delay=3s",
        "--talkspurt.rtp.codecs=PCMU,G729",
        "--talkspurt.sip.prot=1");
    assertThat(terminal.out())
        .contains("talkspurt.calls.max: 0 (must be greater than or equal to 1)")
        .contains("talkspurt.rtp.min-delay: PT3S")
        .contains("talkspurt.rtp.codecs[1]: G729 (expected: opus,")
        .contains("talkspurt.sip.prot: no such setting")
        .doesNotContain("agents");
  }

  @Test
  void aWrongSecretIsNotSaid() {
    assertWrong("talkspurt.traces.headers[0]: … (", "--talkspurt.traces.headers[0]=sesame");
    assertThat(terminal.out()).doesNotContain("sesame");
  }

  @Test
  void saysWhatAChoiceMayBe() {
    assertWrong(
        "talkspurt.rtp.encryption: maybe (expected: one of ", "--talkspurt.rtp.encryption=maybe");
  }

  @Test
  void valuesThatDoNotGoTogetherAreNamedAllAtOnce() {
    assertWrong(
        "settings  WRONG",
        "--running",
        "--talkspurt.sip.limits.exempt=10.0.0.0/64",
        "--talkspurt.rtp.port-min=30000",
        "--talkspurt.sip.session-expires=20s",
        "--talkspurt.sip.tls.port=5061",
        "--server.address=0.0.0.0",
        "--talkspurt.llm.url=ftp://models.example");
    assertThat(terminal.out())
        .contains(
            "talkspurt.sip.limits.exempt: ",
            "talkspurt.rtp.port-min",
            "talkspurt.sip.session-expires",
            "talkspurt.sip.tls.certificate",
            "server.address: 0.0.0.0",
            "talkspurt.llm")
        .contains("trunks    right");
    assertWrong(
        "talkspurt.sip.bind-address: nowhere.invalid",
        "--talkspurt.sip.bind-address=nowhere.invalid");
  }

  @Test
  void eachTrunksMistakeIsNamed() {
    assertWrong(
        "trunks    WRONG  one, two, one",
        "--running",
        "--talkspurt.trunks[0].name=one",
        "--talkspurt.trunks[0].register=true",
        "--talkspurt.trunks[1].name=two",
        "--talkspurt.trunks[1].allowed-sources=10.0.0.0/99",
        "--talkspurt.trunks[2].name=one",
        "--talkspurt.trunks[2].challenge=true",
        "--talkspurt.trunks[2].username=bot");
    assertThat(terminal.out())
        .contains(
            "one: register: true (expected: with domain and username)",
            "10.0.0.0/99",
            "one: challenge: true (expected: with username and password)",
            "talkspurt.trunks: one: twice");
  }

  @Test
  void brokenAgentsAreNamedWithTheirLine() throws IOException {
    Path agents = Files.createDirectory(folder.resolve("agents"));
    Files.writeString(agents.resolve("desk.yaml"), "name: desk\nlanguage: 7\n");
    assertWrong("agents    WRONG", "--running", "--talkspurt.agents.directory=" + agents);
    assertThat(terminal.out()).contains("desk.yaml:2: ");
    assertWrong(
        "talkspurt.agents.default: nobody", "--running", "--talkspurt.agents.default=nobody");
  }

  @Test
  void recordingsNeedAFolderOnceAnAgentRecords() throws IOException {
    Path agents = Files.createDirectory(folder.resolve("agents"));
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    String[] arguments = {
      "--running",
      "--talkspurt.agents.directory=" + agents,
      "--talkspurt.recording.directory=" + taken.resolve("recordings")
    };
    Path small = Files.writeString(agents.resolve("small.yaml"), AgentYaml.SMALL);
    run(arguments);
    assertThat(terminal.out()).contains("agents    right");

    Files.writeString(small, AgentYaml.SMALL + "recording: {announcement: none}\n");
    assertWrong("talkspurt.recording.directory: " + taken.resolve("recordings"), arguments);
    assertThat(terminal.out()).contains("for the calls of small");
  }

  @Test
  void thingsAreKeptForWholeDays() {
    assertWrong("talkspurt.records.keep: PT12H", "--running", "--talkspurt.records.keep=12h");
    assertWrong("talkspurt.recording.keep: PT12H", "--running", "--talkspurt.recording.keep=12h");
  }

  @Test
  void portsOfOthersAreNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertWrong(
          "talkspurt.sip.port: TCP " + taken.getLocalPort(),
          "--talkspurt.sip.bind-address=127.0.0.1",
          "--talkspurt.rtp.port-min=30000",
          "--talkspurt.rtp.port-max=30003",
          "--talkspurt.calls.max=3",
          "--talkspurt.sip.port=" + taken.getLocalPort());
    }
    assertThat(terminal.out()).contains("(expected: one for each of talkspurt.calls.max 3)");
  }

  @Test
  void missingModelsAreWrongWhereAStartDoesNotFetch() {
    assertWrong("silero-vad: ", "--running", "--talkspurt.models.fetch=false");
    assertThat(terminal.out()).contains("'models fetch' mends it");
  }

  @Test
  void takesOnlySettingsBesideItsOptions() {
    assertThat(terminal.run("--runing")).isEqualTo(2);
    assertThat(terminal.err()).contains("--runing (expected: a setting");
    assertThat(terminal.run("5070")).isEqualTo(2);
  }

  private void assertWrong(String message, String... arguments) {
    assertThat(run(arguments)).as(message).isEqualTo(1);
    assertThat(terminal.out()).contains(message);
  }

  /** With folders of its own, which are not there. */
  private int run(String... arguments) {
    return terminal.run(
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--talkspurt.records.directory=" + folder.resolve("records"),
                    "--talkspurt.models.directory=" + folder.resolve("models")),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
