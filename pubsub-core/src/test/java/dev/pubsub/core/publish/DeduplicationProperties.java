package dev.pubsub.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is remembered of publishes against a plain list of all that were carried out. */
final class DeduplicationProperties {

  private static final int CAPACITY = 3;
  private static final int WINDOW = 10;

  /** Some time passes, then somebody publishes with an id, which the bus refuses or not. */
  private record Step(int millis, String who, String topic, String id, boolean refused) {}

  private record Done(Step step, Accepted accepted, long at) {}

  @Property(seed = "1", tries = 500)
  void itAnswersAsAPlainListDoes(@ForAll("steps") List<Step> steps) {
    ManualTime time = new ManualTime();
    Deduplication deduplication = new Deduplication(Duration.ofMillis(WINDOW), CAPACITY, time);
    List<Done> model = new ArrayList<>();
    long now = 0;
    long duplicates = 0;
    long forgotten = 0;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      time.advance(Duration.ofMillis(step.millis));
      now += step.millis;
      long oldest = now - WINDOW;
      model.removeIf(done -> done.at <= oldest);
      PublishResult fresh =
          step.refused
              ? new Rejected(StandardError.OVERLOADED, "no")
              : new Accepted(new SignalId(1, i), i, 0);
      PublishResult expected = fresh;
      for (Done done : model) {
        if (same(done.step, step)) {
          expected = new Duplicate(done.accepted);
        }
      }
      if (expected instanceof Accepted accepted) {
        model.add(new Done(step, accepted, now));
        if (model.size() > CAPACITY) {
          model.remove(0);
          forgotten++;
        }
      }
      duplicates += expected instanceof Duplicate ? 1 : 0;
      PublishOptions options = PublishOptions.DEFAULT.withDeduplicationId(step.id);

      assertThat(deduplication.once(named(step.who), step.topic, options, () -> fresh))
          .isEqualTo(expected);
    }
    assertThat(deduplication.duplicates()).isEqualTo(duplicates);
    assertThat(deduplication.forgotten()).isEqualTo(forgotten);
  }

  private static boolean same(Step one, Step other) {
    return one.who.equals(other.who) && one.topic.equals(other.topic) && one.id.equals(other.id);
  }

  private static Sender named(String name) {
    return new Sender() {
      @Override
      public String source() {
        return name;
      }

      @Override
      public boolean isOpen() {
        return true;
      }
    };
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.of("ann", "bob"),
            Arbitraries.of("a", "b"),
            Arbitraries.of("1", "2", "3"),
            Arbitraries.of(true, false, false, false))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }
}
