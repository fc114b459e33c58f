package org.talkspurt.gateway.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ParallelLoadsTest {
  private final List<AutoCloseable> loaded = Collections.synchronizedList(new ArrayList<>());

  private record Model(String name) implements AutoCloseable {
    @Override
    public void close() {}
  }

  @Test
  void twoAreLoadedAtOnce() {
    var bothRun = new CountDownLatch(2);
    try (var loads = new ParallelLoads(loaded)) {
      Supplier<Model> one = loads.begin(() -> meet(bothRun, "one"));
      Supplier<Model> two = loads.begin(() -> meet(bothRun, "two"));

      assertThat(List.of(one.get(), two.get()))
          .containsExactly(new Model("one"), new Model("two"))
          .containsExactlyInAnyOrderElementsOf(loaded.stream().map(Model.class::cast).toList());
    }
  }

  @Test
  void aFailureIsTheLoadsOwnAndWhatWasLoadedIsKept() {
    try (var loads = new ParallelLoads(loaded)) {
      Supplier<Model> good = loads.begin(() -> new Model("good"));
      Supplier<Model> bad =
          loads.begin(
              () -> {
                throw new IllegalStateException("no such file");
              });

      assertThatThrownBy(bad::get).isInstanceOf(IllegalStateException.class).hasNoCause();
      assertThat(loaded).containsExactly(good.get());
    }
  }

  private static Model meet(CountDownLatch all, String name) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Model(name);
  }
}
