package dev.pubsub.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {

  private final ManualTime time = new ManualTime();
  private final Catalog catalog = catalog(TopicsMode.OPEN, 3);

  private Catalog catalog(TopicsMode mode, int capacity) {
    Catalog catalog =
        new Catalog(
            TopicSyntax.COLON,
            mode,
            name -> Optional.of(Retention.newest(7)).filter(keep -> name.startsWith("kept")),
            time.clock());
    catalog.limit(capacity);
    return catalog;
  }

  private Topic obtain(String name) {
    return (Topic) catalog.obtain(name);
  }

  @Test
  void aTopicIsMadeOnceAndThenFound() {
    assertThat(catalog.find("a")).isNull();
    Topic made = obtain("a");
    time.advance(Duration.ofSeconds(1));

    assertThat(catalog.obtain("a")).isSameAs(made);
    assertThat(catalog.find("a")).isSameAs(made);
    assertThat(made.name()).isEqualTo("a");
    assertThat(made.createdAt()).isEqualTo(ManualTime.START);
    assertThat(catalog.count()).isEqualTo(1);
  }

  @Test
  void creatingWhatIsThereSaysSo() {
    assertThat(catalog.create("a")).isTrue();
    assertThat(catalog.create("a")).isFalse();
    assertThat(catalog.count()).isEqualTo(1);
  }

  @Test
  void deletingWhatIsNotThereSaysSo() {
    catalog.obtain("a");

    assertThat(catalog.delete("a")).isPresent();
    assertThat(catalog.delete("a")).isEmpty();
    assertThat(catalog.find("a")).isNull();
    assertThat(names("", 10)).isEmpty();
    assertThat(catalog.count()).isZero();
  }

  @Test
  void aTopicThatCameBackCountsFromZero() {
    obtain("a").count();
    catalog.delete("a");

    assertThat(obtain("a").messages()).isZero();
  }

  @Test
  void aTopicKnowsHowMuchItsHistoryKeeps() {
    assertThat(obtain("a").keep()).isNull();
    assertThat(obtain("kept:a").keep()).isEqualTo(Retention.newest(7));
  }

  @Test
  void onlyATopicThatNobodyCreatedExpires() {
    Topic published = obtain("published");
    Topic created = obtain("created");
    assertThat(catalog.create("created")).isFalse();

    assertThat(catalog.expire(created)).isFalse();
    assertThat(catalog.expire(published)).isTrue();
    assertThat(names("", 10)).containsExactly("created");
    obtain("published");
    assertThat(catalog.expire(published)).isFalse();
    assertThat(catalog.count()).isEqualTo(2);
  }

  @Test
  void whereTopicsAreDeclaredNoneIsMadeByUse() {
    Catalog declared = catalog(TopicsMode.DECLARED, 3);

    assertThat(declared.obtain("a"))
        .isEqualTo(
            new Catalog.Fault(
                StandardError.TOPIC_NOT_FOUND,
                "unmatched topic 'a': topics must be created here before they are used"));
    assertThat(declared.obtain("a:*"))
        .isInstanceOfSatisfying(
            Catalog.Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(StandardError.BAD_TOPIC));
    assertThat(declared.create("a")).isTrue();
    assertThat(declared.obtain("a")).isSameAs(declared.find("a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aPageHasRoomForOneAtLeast(int limit) {
    assertThat(catchThrowableOfType(PubSubException.class, () -> catalog.list("", limit)).code())
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void manyWhoMakeTopicsAtOnceDoNotMakeTooMany() throws Exception {
    Catalog small = catalog(TopicsMode.OPEN, 100);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> makers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String prefix = i + ":";
        makers.add(
            () ->
                IntStream.range(0, 100)
                    .filter(n -> small.obtain(prefix + n) instanceof Topic)
                    .count());
      }
      long made = 0;
      for (Future<Long> each : threads.invokeAll(makers)) {
        made += each.get();
      }
      assertThat(made).isEqualTo(100);
      assertThat(small.count()).isEqualTo(100);
      assertThat(small.list("", 1000)).hasSize(100);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void topicsAreListedByNameAPageAtATime() {
    List.of("c", "a", "b").forEach(catalog::obtain);

    assertThat(names("", 2)).containsExactly("a", "b");
    assertThat(names("b", 2)).containsExactly("c");
    assertThat(names("c", 2)).isEmpty();
    assertThat(names("aa", 1)).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a::b", "a:*", "+", "$sys", "$sys:a"})
  void aNameThatBreaksARuleIsBad(String name) {
    assertThat(fault(name).code()).isEqualTo(StandardError.BAD_TOPIC);
    assertThat(refusal(name).code()).isEqualTo(StandardError.BAD_TOPIC);
    assertThat(catalog.count()).isZero();
    assertThat(names("", 10)).isEmpty();
  }

  @Test
  void onlyTheFirstLevelIsReserved() {
    assertThat(catalog.obtain("a:$sys")).isInstanceOf(Topic.class);
    assertThat(catalog.obtain("$system")).isInstanceOf(Topic.class);
    assertThat(fault("$sys:a").sentence())
        .isEqualTo("a topic under '$sys' belongs to the bus itself");
  }

  @Test
  void thereAreNoMoreTopicsThanTheCapacity() {
    List.of("a", "b", "c").forEach(catalog::create);

    assertThat(refusal("d").code()).isEqualTo(StandardError.TOO_MANY_TOPICS);
    assertThat(refusal("d")).hasMessageContaining("there are 3 topics");
    assertThat(fault("d").code()).isEqualTo(StandardError.TOO_MANY_TOPICS);
    assertThat(catalog.count()).isEqualTo(3);
    assertThat(catalog.create("a")).isFalse();
    catalog.delete("a");
    assertThat(catalog.create("d")).isTrue();
  }

  @Test
  void whatComesAndGoesOnManyThreadsIsListedExactlyWhenItIsThere() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<Integer> creating = threads.submit(repeatedly(() -> catalog.create("a")));
      Future<Integer> creatingToo = threads.submit(repeatedly(() -> catalog.create("a")));
      Future<Integer> deleting = threads.submit(repeatedly(() -> catalog.delete("a").isPresent()));
      int left = creating.get() + creatingToo.get() - deleting.get();

      assertThat(catalog.count()).isEqualTo(left);
      assertThat(names("", 10)).hasSize(left);
      assertThat(catalog.delete("a").isPresent()).isEqualTo(left == 1);
      assertThat(catalog.create("a")).isTrue();
      assertThat(names("", 10)).containsExactly("a");
      assertThat(catalog.delete("a")).isPresent();
      assertThat(names("", 10)).isEmpty();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void everySignalIsCountedWhoeverCounts() throws Exception {
    Topic topic = obtain("a");
    Callable<Integer> counting =
        repeatedly(
            () -> {
              topic.count();
              return true;
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      long counted = 0;
      for (Future<Integer> each : threads.invokeAll(List.of(counting, counting))) {
        counted += each.get();
      }
      assertThat(topic.messages()).isEqualTo(counted);
    } finally {
      threads.shutdown();
    }
  }

  /** How often it was true. */
  private static Callable<Integer> repeatedly(Callable<Boolean> what) {
    return () -> {
      int times = 0;
      for (int i = 0; i < 100_000; i++) {
        times += what.call() ? 1 : 0;
      }
      return times;
    };
  }

  private List<String> names(String after, int limit) {
    return catalog.list(after, limit).stream().map(Topic::name).toList();
  }

  private Catalog.Fault fault(String name) {
    return (Catalog.Fault) catalog.obtain(name);
  }

  private PubSubException refusal(String name) {
    return catchThrowableOfType(PubSubException.class, () -> catalog.create(name));
  }
}
