package dev.pubsub.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class TopicTreeRaceTest {

  private static final String TOPIC = "a:b:c";
  private static final List<String> LASTING =
      List.of("a:b:c", "a:*:c", "+:b:+", "a:*", "**", "a:**:c", "a*:b:c", "a:*b:c");
  private static final List<String> PASSING =
      List.of(
          "a:b",
          "a:*:d",
          "a:+:c:d",
          "+:b:+:*",
          "*",
          "a:**",
          "**:c",
          "**:c:d",
          "a:**:c:*",
          "a*:b",
          "a*",
          "b*:b:c",
          "a:*b",
          "a:b*:c",
          "a:+");

  private final TopicTree<String> tree = new TopicTree<>(TopicSyntax.COLON);

  @Test
  void aPatternThatStaysIsNeverMissedWhileOthersComeAndGo() throws Exception {
    LASTING.forEach(this::add);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      readers.add(threads.submit(() -> read(over)));
      readers.add(threads.submit(() -> read(over)));
      threads.submit(() -> comeAndGo(50_000)).get();
      over.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    } finally {
      over.set(true);
      threads.shutdown();
    }
    assertThat(tree.match(TOPIC)).containsExactlyInAnyOrderElementsOf(LASTING);
  }

  private int read(AtomicBoolean over) {
    int rounds = 0;
    do {
      List<String> found = tree.match(TOPIC);
      assertThat(found).doesNotHaveDuplicates();
      assertThat(found.stream().filter(Predicate.not(PASSING::contains)).toList())
          .containsExactlyInAnyOrderElementsOf(LASTING);
      rounds++;
    } while (!over.get());
    return rounds;
  }

  private void comeAndGo(int edits) {
    Random random = new Random(1);
    for (int i = 0; i < edits; i++) {
      String pattern = PASSING.get(random.nextInt(PASSING.size()));
      if (random.nextBoolean()) {
        add(pattern);
      } else {
        tree.remove(TopicPattern.parse(pattern, TopicSyntax.COLON));
      }
    }
    PASSING.forEach(pattern -> tree.remove(TopicPattern.parse(pattern, TopicSyntax.COLON)));
  }

  private void add(String pattern) {
    String kept = tree.obtain(TopicPattern.parse(pattern, TopicSyntax.COLON), text -> text);
    assertThat(kept).isEqualTo(pattern);
  }
}
