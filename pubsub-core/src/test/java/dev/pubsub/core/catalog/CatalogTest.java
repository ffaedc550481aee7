package dev.pubsub.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {

  private final ManualTime time = new ManualTime();
  private final Catalog catalog = new Catalog(TopicSyntax.COLON, 3, time.clock());

  @Test
  void aTopicIsMadeOnceAndThenFound() {
    assertThat(catalog.find("a")).isNull();
    Topic made = catalog.obtain("a");
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

    assertThat(catalog.delete("a")).isTrue();
    assertThat(catalog.delete("a")).isFalse();
    assertThat(catalog.find("a")).isNull();
    assertThat(names("", 10)).isEmpty();
    assertThat(catalog.count()).isZero();
  }

  @Test
  void aTopicThatCameBackCountsFromZero() {
    catalog.obtain("a").count();
    catalog.delete("a");

    assertThat(catalog.obtain("a").messages()).isZero();
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
    assertThat(catalog.faultOf(name))
        .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo(StandardError.BAD_TOPIC));
    assertThat(refusal(name).code()).isEqualTo(StandardError.BAD_TOPIC);
    assertThat(catalog.count()).isZero();
    assertThat(names("", 10)).isEmpty();
  }

  @Test
  void onlyTheFirstLevelIsReserved() {
    assertThat(catalog.faultOf("a:$sys")).isEmpty();
    assertThat(catalog.faultOf("$system")).isEmpty();
    assertThat(catalog.faultOf("$sys:a").orElseThrow().sentence())
        .isEqualTo("a topic under '$sys' belongs to the bus itself");
  }

  @Test
  void thereAreNoMoreTopicsThanTheCapacity() {
    List.of("a", "b", "c").forEach(catalog::create);

    assertThat(refusal("d").code()).isEqualTo(StandardError.TOO_MANY_TOPICS);
    assertThat(refusal("d")).hasMessageContaining("there are 3 topics");
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
      Future<Integer> deleting = threads.submit(repeatedly(() -> catalog.delete("a")));
      int left = creating.get() + creatingToo.get() - deleting.get();

      assertThat(catalog.count()).isEqualTo(left);
      assertThat(names("", 10)).hasSize(left);
      assertThat(catalog.delete("a")).isEqualTo(left == 1);
      assertThat(catalog.create("a")).isTrue();
      assertThat(names("", 10)).containsExactly("a");
      assertThat(catalog.delete("a")).isTrue();
      assertThat(names("", 10)).isEmpty();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void everySignalIsCountedWhoeverCounts() throws Exception {
    Topic topic = catalog.obtain("a");
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

  private PubSubException refusal(String name) {
    return catchThrowableOfType(PubSubException.class, () -> catalog.create(name));
  }
}
