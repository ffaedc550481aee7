package dev.pubsub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.testkit.StoreContract;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest extends StoreContract {

  private final Random random = new Random(1);

  @Override
  protected Store open() {
    return new MemoryStore(random);
  }

  @Test
  void exactlyAsManyAreKeptAsWereAskedForLast() {
    Store store = open();
    String start = store.end();
    for (int i = 0; i < 10; i++) {
      store.append(signal("a", i), 8);
    }
    assertThat(read(store, "a", start).signals()).hasSize(8);
    store.append(signal("a", 10), 2);
    assertThat(read(store, "a", start).signals()).hasSize(2);
  }

  @Test
  void beyondTheForgottenTopicsItRemembersItKnowsOnlyThatSomethingIsLost() {
    Store store = new MemoryStore(random, 2);
    String start = store.end();
    append(store, "a", "b", "c");
    String middle = store.end();
    append(store, "d", "e");
    store.forget("d");
    store.forget("e");
    assertThat(read(store, "c", start).gap()).isFalse();
    store.forget("a");

    assertThat(read(store, "c", start).gap()).isTrue();
    assertThat(read(store, "c", middle).gap()).isTrue();
    assertThat(read(store, "c", store.end()).gap()).isFalse();
    assertThat(read(store, "d", start)).isEqualTo(new Reading(List.of(), true));
  }

  @Test
  void aTopicThatIsUsedAgainIsNotPutAwayWithTheForgotten() {
    Store store = new MemoryStore(random, 1);
    append(store, "a", "b", "c");
    store.forget("a");
    String end = store.end();
    append(store, "a");
    store.forget("b");
    store.forget("c");

    assertThat(read(store, "a", end).gap()).isFalse();
    assertThat(read(store, "a", end).signals()).hasSize(1);
  }

  @Test
  void aForgottenTopicThatWasPutAwayBeginsAnew() {
    Store store = new MemoryStore(random, 0);
    append(store, "a");
    store.forget("a");
    String end = store.end();
    append(store, "a");

    assertThat(read(store, "a", end).gap()).isFalse();
    assertThat(read(store, "a", end).signals()).hasSize(1);
  }

  private static Reading read(Store store, String pattern, String after) {
    return store.read(TopicPattern.parse(pattern, TopicSyntax.COLON), after);
  }

  private static void append(Store store, String... topics) {
    for (String topic : topics) {
      store.append(signal(topic, 0), 10);
    }
  }

  private static Signal signal(String topic, int number) {
    return Signal.of(new SignalId(1, number), topic, number);
  }
}
