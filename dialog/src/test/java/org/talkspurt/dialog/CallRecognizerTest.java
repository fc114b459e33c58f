package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;

@Timeout(20)
class CallRecognizerTest {
  private static final short[] A_SECOND = new short[16_000];

  private static final Executor THREAD = Thread::startVirtualThread;

  private static CallRecognizer deciding(Function<short[], String> words) {
    return new CallRecognizer(
        new SpeechRecognizer() {
          @Override
          public Transcript recognize(short[] samples) {
            return new Transcript(words.apply(samples));
          }

          @Override
          public void close() {
            throw new IllegalStateException("it is shared");
          }
        });
  }

  @Test
  void aCallAtWhoseWordsItHangsTakesTwoThreadsAndNoMore() throws Exception {
    var begun = new CountDownLatch(2);
    var gate = new CountDownLatch(1);
    CallRecognizer recognizer =
        deciding(
            _ -> {
              begun.countDown();
              await(gate);
              return "Hello.";
            });
    var first = CompletableFuture.supplyAsync(() -> recognizer.recognize(A_SECOND), THREAD);
    var second = CompletableFuture.supplyAsync(() -> recognizer.recognize(A_SECOND), THREAD);
    begun.await();
    assertThatThrownBy(() -> recognizer.recognize(A_SECOND)).hasMessageContaining("2 decodes");
    gate.countDown();
    assertThat(first.join().text()).isEqualTo("Hello.");
    assertThat(second.join().text()).isEqualTo("Hello.");
    assertThat(recognizer.recognize(A_SECOND).text()).isEqualTo("Hello.");
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureIsOver() {
    CallRecognizer recognizer =
        deciding(
            _ -> {
              throw new IllegalStateException("dead");
            });
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> recognizer.recognize(A_SECOND)).hasMessage("dead");
    }
  }

  @Test
  void nobodySaysSoMuchInASecond() {
    assertThat(deciding(_ -> "x".repeat(140)).recognize(A_SECOND).text()).hasSize(140);
    assertThatThrownBy(() -> deciding(_ -> "x".repeat(141)).recognize(A_SECOND))
        .hasMessageContaining("141 characters");
  }

  @Test
  void closingItLeavesTheRecognizerToTheOthers() {
    deciding(_ -> "").close();
  }
}
