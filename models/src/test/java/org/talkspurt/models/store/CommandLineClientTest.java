package org.talkspurt.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.models.store.ModelSource.MavenArtifact;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

/** The package clients, played by shell scripts. */
@Timeout(30)
class CommandLineClientTest {

  private static final RegistryPackage WHEEL =
      new PythonPackage("ears==1.0", Optional.of("manylinux_2_34_x86_64"), 1_000);
  private static final RegistryPackage TAR = new NpmPackage("ears@1.0.0", 0);
  private static final RegistryPackage JAR = new MavenArtifact("org.ears:ears:1.0", 0);

  /** Every client writes to this directory, below the one that it is started in. */
  private static final String WRITE_ARGUMENTS = "echo \"$@\" > archive/package";

  @TempDir Path directory;

  private final List<Long> progress = new ArrayList<>();

  @Test
  void asksPipForOneWheel() throws Exception {
    assertThat(Files.readString(download(WHEEL, WRITE_ARGUMENTS)))
        .startsWith("-m pip download --no-deps ")
        .contains(" --dest " + directory.resolve("work/archive") + " ")
        .endsWith(" --only-binary :all: --platform manylinux_2_34_x86_64 ears==1.0\n");
  }

  @Test
  void asksNpmForOneTarFile() throws Exception {
    assertThat(Files.readString(download(TAR, WRITE_ARGUMENTS)))
        .isEqualTo(
            "pack --fetch-retries 1 --pack-destination %s ears@1.0.0\n",
            directory.resolve("work/archive"));
  }

  @Test
  void asksMavenForOneJar() throws Exception {
    assertThat(Files.readString(download(JAR, WRITE_ARGUMENTS)))
        .contains(":copy -Dartifact=org.ears:ears:1.0 ")
        .endsWith(" -DoutputDirectory=" + directory.resolve("work/archive") + "\n");
  }

  @Test
  void tellsHowFarATemporaryFileHasGrown() throws Exception {
    download(
        WHEEL,
        """
        mkdir $TMPDIR/pip-unpack
        printf '%0600d' 0 > $TMPDIR/pip-unpack/ears.whl
        sleep 1
        mv $TMPDIR/pip-unpack/ears.whl archive/
        """);

    assertThat(progress).contains(600L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          python3: No module named pip                       | cannot fetch ears==1.0: no working CLIENT -m pip: install python3-pip (Debian, Ubuntu: apt install python3-pip)
          NewConnectionError: x\\nERROR: No matching distribution found | cannot fetch ears==1.0: no network (NewConnectionError: x); connect once or copy the model directory from a machine that has it
          ERROR: No matching distribution found for ears     | ears==1.0 is not served any more (ERROR: No matching distribution found for ears); name another source in the model list
          ERROR: [Errno 28] No space left on device          | cannot fetch ears==1.0: no space left on the disk; make room and start again
          ERROR: CERTIFICATE_VERIFY_FAILED\\nbye             | cannot fetch ears==1.0: ERROR: CERTIFICATE_VERIFY_FAILED
          """)
  void saysWhatPipsTroubleIs(String output, String message) {
    assertFails(WHEEL, output, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          npm error code E404                                | ears@1.0.0 is not served any more (npm error code E404); name another source in the model list
          npm error code ETARGET                             | ears@1.0.0 is not served any more (npm error code ETARGET); name another source in the model list
          npm error code EAI_AGAIN                           | cannot fetch ears@1.0.0: no network (npm error code EAI_AGAIN); connect once or copy the model directory from a machine that has it
          npm error nospc ENOSPC                             | cannot fetch ears@1.0.0: no space left on the disk; make room and start again
          """)
  void saysWhatNpmsTroubleIs(String output, String message) {
    assertFails(TAR, output, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\033[0m[ERROR] Could not find artifact a:b:1 in central | org.ears:ears:1.0 is not served any more ([ERROR] Could not find artifact a:b:1 in central); name another source in the model list
          [ERROR] Could not transfer artifact: Unknown host  | cannot fetch org.ears:ears:1.0: no network ([ERROR] Could not transfer artifact: Unknown host); connect once or copy the model directory from a machine that has it
          """)
  void saysWhatMavensTroubleIs(String output, String message) {
    assertFails(JAR, output, message);
  }

  @Test
  void namesAProgramThatIsNotInstalled() {
    var client = new CommandLineClient(new Clients("python9", "npm9", "mvn9"));

    assertThatThrownBy(() -> client.download(WHEEL, directory("a"), _ -> {}))
        .hasMessage(
            "cannot fetch ears==1.0: no working python9 -m pip: install python3-pip (Debian,"
                + " Ubuntu: apt install python3-pip)");
    assertThatThrownBy(() -> client.download(TAR, directory("b"), _ -> {}))
        .hasMessage(
            "cannot fetch ears@1.0.0: no working npm9: install npm (Debian, Ubuntu: apt install"
                + " npm)");
    assertThatThrownBy(() -> client.download(JAR, directory("c"), _ -> {}))
        .hasMessage(
            "cannot fetch org.ears:ears:1.0: no working mvn9: install Maven (Debian, Ubuntu: apt"
                + " install maven)");
  }

  @Test
  void aClientThatWritesNothingIsNotBelieved() {
    assertThatThrownBy(() -> download(WHEEL, "exit 0"))
        .hasMessage("cannot fetch ears==1.0: its client wrote no file");
  }

  private void assertFails(RegistryPackage wanted, String output, String message) {
    assertThatThrownBy(() -> download(wanted, "printf '" + output + "\\n'; exit 1"))
        .isInstanceOf(ModelStoreException.class)
        .hasMessage(message.replace("CLIENT", directory.resolve("client").toString()));
  }

  private Path download(RegistryPackage wanted, String script) throws Exception {
    var client = directory.resolve("client");
    Files.writeString(client, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
    var clients = new Clients(client.toString(), client.toString(), client.toString());
    return new CommandLineClient(clients).download(wanted, directory("work"), progress::add);
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }
}
