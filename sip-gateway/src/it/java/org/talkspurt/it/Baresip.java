package org.talkspurt.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A headless baresip on loopback that plays a recording into a call and records what comes back.
 */
final class Baresip {
  /** What dialling and a handshake take on a busy machine, and the way back of the last words. */
  private static final int OTHER_SECONDS = 4;

  /**
   * Once packets are numbered anew, as Asterisk does when it begins to bridge, its jitter buffer
   * drops every one. On loopback it needs none.
   */
  private static final String NO_JITTER_BUFFER = "jitter_buffer_delay 0-0";

  private Baresip() {}

  /**
   * Dials, plays, hangs up.
   *
   * @param played 8 kHz PCM; its length is the length of the call
   * @return what baresip heard, 8 kHz PCM from the call's beginning
   */
  static short[] call(int sipPort, String user, short[] played) throws Exception {
    return call(sipPort, user, played, "");
  }

  /**
   * The same.
   *
   * @param more parameters of baresip's account
   */
  static short[] call(int sipPort, String user, short[] played, String more) throws Exception {
    return Clip.pcm(
        record(
            "sip:" + user + "@127.0.0.1:" + sipPort,
            played,
            8_000,
            "PCMU/8000/1,PCMA/8000/1" + more,
            "none",
            NO_JITTER_BUFFER));
  }

  /**
   * Dials, plays, hangs up.
   *
   * @param uri whom
   * @param played PCM; its length is the length of the call
   * @param rateHz rate of what is played: best the codec's, baresip's own resampler is a plain one
   * @param codecs as baresip's accounts name them
   * @param encryption as in baresip's accounts: none, srtp, srtp-mand or dtls_srtp
   * @param more lines of its configuration
   * @return the WAV of what baresip heard, at the codec's rate
   */
  static byte[] record(
      String uri, short[] played, int rateHz, String codecs, String encryption, String... more)
      throws Exception {
    Path directory =
        prepare(played, rateHz, FreePort.next(), "sip:caller@127.0.0.1", codecs, encryption, more);
    int seconds = played.length / rateHz + OTHER_SECONDS;
    Process process = start(directory, seconds, "-e", "/dial " + uri);
    return heard(process, directory, seconds);
  }

  /** A baresip that takes one call. */
  record Callee(Process process, Path directory, int seconds) {

    /** What it heard until it hung up, 8 kHz PCM. */
    short[] heard() throws Exception {
      return Clip.pcm(Baresip.heard(process, directory, seconds));
    }
  }

  /**
   * Takes a call for {@code callee} with PCMU, plays, hangs up some seconds later.
   *
   * @param played 8 kHz PCM
   */
  static Callee callee(int sipPort, short[] played) throws Exception {
    Path directory =
        prepare(
            played,
            8_000,
            sipPort,
            "sip:callee@127.0.0.1",
            "PCMU/8000/1;answermode=auto",
            "none",
            NO_JITTER_BUFFER);
    int seconds = played.length / 8_000 + 6;
    Process process = start(directory, seconds);
    Bot.awaitBound(sipPort, "udp");
    Bot.awaitBound(sipPort, "tcp");
    return new Callee(process, directory, seconds);
  }

  private static Path prepare(
      short[] played,
      int rateHz,
      int sipPort,
      String account,
      String codecs,
      String encryption,
      String... more)
      throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-baresip");
    Path recordings = Files.createDirectory(directory.resolve("rec"));
    Path wav = directory.resolve("caller.wav");
    writeWav(wav, played, rateHz);
    Files.writeString(
        directory.resolve("config"),
        String.join(
            "\n",
            String.join("\n", more), // of two lines for the same the first counts
            "poll_method epoll",
            "sip_listen 127.0.0.1:" + sipPort,
            "call_local_timeout 60",
            "call_max_calls 2",
            "audio_player aubridge,nil",
            "audio_source aufile," + wav,
            "audio_alert aufile,/dev/null",
            "ausrc_srate " + rateHz,
            "auplay_srate " + rateHz,
            "ausrc_channels 1",
            "auplay_channels 1",
            "rtp_ports 42000-42400",
            "jitter_buffer_delay 5-10",
            "net_interface 127.0.0.1",
            "module_path " + modules(),
            "module g711.so",
            "module g722.so",
            "module l16.so",
            "module opus.so",
            "opus_bitrate 28000",
            "module srtp.so",
            "module dtls_srtp.so",
            "module aufile.so",
            "module sndfile.so",
            "module aubridge.so",
            "module_tmp uuid.so",
            "module_tmp account.so",
            "module_app menu.so",
            "snd_path " + recordings,
            ""));
    Files.writeString(
        directory.resolve("accounts"),
        "<"
            + account
            + ">;regint=0;audio_codecs="
            + codecs
            + (encryption.equals("none") ? "" : ";mediaenc=" + encryption)
            + "\n");
    Files.writeString(directory.resolve("contacts"), "");
    return directory;
  }

  private static Process start(Path directory, int seconds, String... more) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("baresip", "-f", directory.toString(), "-t", String.valueOf(seconds)));
    command.addAll(List.of(more));
    return Tool.start(directory, command);
  }

  private static byte[] heard(Process process, Path directory, int seconds) throws Exception {
    Tool.Result result = Tool.finish(process, directory, seconds + 20);
    try (Stream<Path> files = Files.list(directory.resolve("rec"))) {
      Path heard =
          files
              .filter(file -> file.getFileName().toString().endsWith("-dec.wav"))
              .findFirst()
              .orElseThrow(() -> new IOException("baresip recorded nothing:\n" + result.output()));
      return Files.readAllBytes(heard);
    }
  }

  private static Path modules() throws IOException {
    for (Path root : List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"))) {
      try (Stream<Path> files =
          Files.find(root, 4, (path, _) -> path.endsWith("baresip/modules"))) {
        var found = files.findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IOException("baresip's modules are not installed (Debian: baresip-core)");
  }

  private static void writeWav(Path file, short[] pcm, int rateHz) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes()).putInt(36 + 2 * pcm.length).put("WAVEfmt ".getBytes());
    header.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(2 * rateHz);
    header.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(2 * pcm.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(header.array());
      for (short sample : pcm) {
        out.writeShort(Short.reverseBytes(sample));
      }
    }
    Files.write(file, bytes.toByteArray());
  }
}
