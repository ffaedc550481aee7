package dev.pubsub.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MatchCacheTest {

  private final MatchCache<Named, String> cache = new MatchCache<>();
  private final Named a = new Named("a");
  private final Named b = new Named("b");
  private final List<String> made = new ArrayList<>();

  @Test
  void aResultIsMadeOnceForEachKey() {
    assertThat(cache.get(a, this::make)).isEqualTo("a 1");
    assertThat(cache.get(b, this::make)).isEqualTo("b 2");
    assertThat(cache.get(a, this::make)).isEqualTo("a 1");
    assertThat(made).containsExactly("a", "b");
  }

  @Test
  void afterAChangeEverythingIsMadeAnew() {
    assertThat(cache.get(a, this::make)).isEqualTo("a 1");
    cache.forget();

    assertThat(cache.get(a, this::make)).isEqualTo("a 2");
  }

  @Test
  void whatIsForgottenIsNotHeldByWhomNobodyAsksAbout() {
    cache.get(a, this::make);
    cache.get(b, this::make);
    cache.forget();

    assertThat(a.kept()).isNull();
    assertThat(b.kept()).isNull();
  }

  @Test
  void whatWasKeptTooLateIsNotTaken() {
    a.keep(new Slot.Kept("a generation that is over", "a 0"));

    assertThat(cache.keeps(a, "a 0")).isFalse();
    assertThat(cache.get(a, this::make)).isEqualTo("a 1");
  }

  @Test
  void whatIsKeptIsKnownWithoutMakingIt() {
    String nothing = "nothing";
    assertThat(cache.keeps(a, nothing)).isFalse();
    cache.get(a, key -> nothing);

    assertThat(cache.keeps(a, nothing)).isTrue();
    assertThat(cache.keeps(a, "something else")).isFalse();
    cache.forget();
    assertThat(cache.keeps(a, nothing)).isFalse();
  }

  @Test
  void oneResultIsForgottenAlone() {
    cache.get(a, this::make);
    cache.get(b, this::make);
    cache.forget(a);

    assertThat(cache.get(b, this::make)).isEqualTo("b 2");
    assertThat(cache.get(a, this::make)).isEqualTo("a 3");
  }

  @Test
  void whatIsMadeWhileSomethingChangesIsMadeOnceMore() {
    assertThat(cache.get(a, key -> changing(key, 1))).isEqualTo("a 2");
    assertThat(cache.get(a, this::make)).isEqualTo("a 2");
  }

  @Test
  void whatIsMadeWhileThingsChangeAllTheTimeIsMadeWhileTheseWait() {
    boolean[] alone = new boolean[1];
    String made =
        cache.get(
            a,
            key -> {
              alone[0] = Thread.holdsLock(cache);
              return changing(key, alone[0] ? 0 : Integer.MAX_VALUE);
            });

    assertThat(made).isEqualTo("a 5");
    assertThat(alone[0]).isTrue();
    assertThat(cache.get(a, this::make)).isEqualTo("a 5");
  }

  @Test
  void changesThatBelongTogetherAreSeenWholeOrNotAtAll() throws Exception {
    AtomicInteger left = new AtomicInteger(1);
    AtomicInteger right = new AtomicInteger();
    MatchCache<Named, Integer> sums = new MatchCache<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> changing =
          threads.submit(
              () -> {
                for (int i = 1; i <= 50_000; i++) {
                  int to = i % 2;
                  sums.change(
                      () -> {
                        left.set(1 - to);
                        right.set(to);
                      });
                }
              });
      while (!changing.isDone()) {
        assertThat(sums.get(a, key -> left.get() + right.get())).isEqualTo(1);
      }
      changing.get();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whereAChangeFailsEverythingIsMadeAnew() {
    assertThat(cache.get(a, this::make)).isEqualTo("a 1");
    assertThatThrownBy(
            () ->
                cache.change(
                    () -> {
                      throw new IllegalStateException("thrown on purpose");
                    }))
        .hasMessage("thrown on purpose");

    assertThat(cache.get(a, this::make)).isEqualTo("a 2");
    assertThat(cache.get(a, this::make)).isEqualTo("a 2");
  }

  private String changing(Named key, int times) {
    if (made.size() < times) {
      cache.forget();
    }
    return make(key);
  }

  @Test
  void aChangeThatWasToldIsNeverMissed() throws Exception {
    AtomicInteger truth = new AtomicInteger();
    MatchCache<Named, Integer> numbers = new MatchCache<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      AtomicInteger told = new AtomicInteger();
      Future<?> changing =
          threads.submit(
              () -> {
                for (int i = 1; i <= 100_000; i++) {
                  synchronized (numbers) {
                    truth.set(i);
                    numbers.forget();
                  }
                  told.set(i);
                }
              });
      while (!changing.isDone()) {
        int atLeast = told.get();
        assertThat(numbers.get(a, key -> truth.get())).isGreaterThanOrEqualTo(atLeast);
      }
      changing.get();
      assertThat(numbers.get(a, key -> truth.get())).isEqualTo(100_000);
    } finally {
      threads.shutdown();
    }
  }

  private String make(Named key) {
    made.add(key.name);
    return key.name + " " + made.size();
  }

  private static final class Named extends Slot {
    private final String name;

    Named(String name) {
      this.name = name;
    }
  }
}
