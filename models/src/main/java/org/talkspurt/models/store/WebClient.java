package org.talkspurt.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.talkspurt.models.http.StreamedResponse;

/** Fetches a file by HTTP and goes on where an earlier attempt or process broke off. */
final class WebClient implements AutoCloseable {

  private static final int ATTEMPTS = 3;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Duration maxSilence;

  /**
   * @param maxSilence a server that sends nothing for longer is given up
   */
  WebClient(Duration maxSilence) {
    this.maxSilence = maxSilence;
  }

  /**
   * Completes {@code part}, which is kept if the connection breaks.
   *
   * @throws ModelStoreException if the file cannot be had, or not in this size
   */
  void download(URI uri, long expectedBytes, Path part, LongConsumer doneBytes)
      throws IOException, InterruptedException {
    String failure = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (size(part) > expectedBytes) {
        Files.delete(part);
      }
      if (size(part) == expectedBytes) {
        return;
      }
      try {
        request(uri, expectedBytes, part, doneBytes);
        failure = "";
      } catch (IOException e) {
        // What came so far is kept for the next attempt.
        failure = e.toString();
      }
    }
    if (!failure.isEmpty()) {
      throw new ModelStoreException(new FetchProblem.NoNetwork(uri.toString(), failure));
    }
    long bytes = size(part);
    if (bytes != expectedBytes) {
      Files.deleteIfExists(part);
      throw new ModelStoreException(
          new FetchProblem.WrongContent(
              uri.toString(), expectedBytes + " bytes", bytes + " bytes"));
    }
  }

  private void request(URI uri, long expectedBytes, Path part, LongConsumer doneBytes)
      throws IOException, InterruptedException {
    long have = size(part);
    var request = HttpRequest.newBuilder(uri).timeout(maxSilence);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    var response = StreamedResponse.send(client, request.build());
    try (var body = response.body()) {
      switch (response.statusCode()) {
        case 200 ->
            copy(body, 0, expectedBytes, part, doneBytes, StandardOpenOption.TRUNCATE_EXISTING);
        case 206 -> {
          requireRange(response, have);
          copy(body, have, expectedBytes, part, doneBytes, StandardOpenOption.APPEND);
        }
        // RFC 9110 §15.5.17: the file is shorter than our part, which therefore is another's.
        case 416 -> Files.delete(part);
        case 404, 410, 451 -> throw notServed(uri, response);
        default ->
            throw new ModelStoreException(
                new FetchProblem.FetchFailed(uri.toString(), status(response)));
      }
    }
  }

  private void copy(
      InputStream body,
      long have,
      long expectedBytes,
      Path part,
      LongConsumer doneBytes,
      OpenOption mode)
      throws IOException {
    long done = have;
    try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE, mode);
        var guard = new SilenceGuard(body, maxSilence)) {
      byte[] buffer = new byte[1 << 16];
      // One byte more than expected is enough to know that it is wrong.
      while (done <= expectedBytes) {
        int read = body.read(buffer);
        if (read < 0) {
          return;
        }
        guard.heard();
        out.write(buffer, 0, read);
        done += read;
        doneBytes.accept(done);
      }
    }
  }

  /** RFC 9110 §14.4: a server may send another part than was asked for. */
  private static void requireRange(HttpResponse<?> response, long from) throws IOException {
    var range = response.headers().firstValue("Content-Range").orElse("none");
    if (!range.startsWith("bytes " + from + "-")) {
      throw new IOException("asked for bytes from " + from + ", got Content-Range " + range);
    }
  }

  private static ModelStoreException notServed(URI uri, HttpResponse<?> response) {
    return new ModelStoreException(new FetchProblem.NotServed(uri.toString(), status(response)));
  }

  private static String status(HttpResponse<?> response) {
    return "HTTP status " + response.statusCode();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
