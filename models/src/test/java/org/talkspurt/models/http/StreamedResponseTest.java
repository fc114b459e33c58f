package org.talkspurt.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class StreamedResponseTest {
  private final StreamedResponse.Body body = new StreamedResponse.Body();
  private final Connection connection = new Connection();

  private static final class Connection implements Subscription {
    boolean cancelled;

    @Override
    public void request(long buffers) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private record Begun(int statusCode, HttpHeaders headers, Version version)
      implements ResponseInfo {}

  private BodySubscriber<InputStream> begin() {
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    return body.apply(new Begun(200, none, Version.HTTP_1_1));
  }

  @Test
  void aResponseThatBeginsAfterTheInterruptionIsClosed() {
    body.drop();
    begin().onSubscribe(connection);

    assertThat(connection.cancelled).isTrue();
  }

  @Test
  void aResponseThatHasBegunAtTheInterruptionIsClosed() {
    begin().onSubscribe(connection);
    body.drop();

    assertThat(connection.cancelled).isTrue();
  }

  @Test
  void aResponseThatIsBeginningAtTheInterruptionIsClosed() {
    BodySubscriber<InputStream> subscriber = begin();
    body.drop();
    subscriber.onSubscribe(connection);

    assertThat(connection.cancelled).isTrue();
  }

  @Test
  void othersAreRead() throws Exception {
    BodySubscriber<InputStream> subscriber = begin();
    subscriber.onSubscribe(connection);
    subscriber.onNext(List.of(ByteBuffer.wrap("yes".getBytes(StandardCharsets.UTF_8))));
    subscriber.onComplete();

    try (InputStream read = subscriber.getBody().toCompletableFuture().join()) {
      assertThat(read.readAllBytes()).asString().isEqualTo("yes");
    }
    assertThat(connection.cancelled).isFalse();
  }
}
