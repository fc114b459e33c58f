package org.talkspurt.models.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests whose response is read while it comes.
 *
 * <p>{@link HttpClient#send} with {@code BodyHandlers.ofInputStream()} keeps a response for itself
 * that begins just as its caller is interrupted: nobody reads its body or closes it, and so its
 * connection stays open, even when the server has closed it.
 */
public final class StreamedResponse {
  private StreamedResponse() {}

  /**
   * Blocks until the response has begun.
   *
   * @return a response whose body has to be closed
   * @throws InterruptedException if the thread is interrupted; the connection is closed
   */
  public static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    Body body = new Body();
    boolean begun = false;
    try {
      HttpResponse<InputStream> response = client.send(request, body);
      begun = true;
      return response;
    } finally {
      if (!begun) {
        body.drop();
      }
    }
  }

  /** Knows the body before the sender does. Thread-safe. */
  static final class Body implements BodyHandler<InputStream> {
    private @Nullable InputStream stream;
    private boolean dropped;

    @Override
    public synchronized BodySubscriber<InputStream> apply(ResponseInfo info) {
      BodySubscriber<InputStream> subscriber = BodySubscribers.ofInputStream();
      // It is there at once, and cancels its subscription when it is closed before or after that.
      stream = subscriber.getBody().toCompletableFuture().join();
      if (dropped) {
        close(stream);
      }
      return subscriber;
    }

    /** Nobody will read it. */
    synchronized void drop() {
      dropped = true;
      if (stream != null) {
        close(stream);
      }
    }

    private static void close(InputStream stream) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
