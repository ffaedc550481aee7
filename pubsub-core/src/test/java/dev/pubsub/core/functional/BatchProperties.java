package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Priority;
import dev.pubsub.testkit.HeldSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A batch beside the same signals one by one, with subscribers that hang meanwhile. */
final class BatchProperties {

  private record Outcome(List<String> results, List<Object> received, List<String> stats) {}

  @Property(seed = "1", tries = 60)
  void aBatchDoesWhatSingleCallsDo(
      @ForAll("publications") List<Publication> publications,
      @ForAll @IntRange(min = 1, max = 400) int capacity,
      @ForAll("policies") Overflow policy)
      throws Exception {
    SubscribeOptions options = SubscribeOptions.DEFAULT.withCapacity(capacity).withOverflow(policy);

    assertThat(publish(options, publications, BatchProperties::together))
        .isEqualTo(publish(options, publications, BatchProperties::alone));
  }

  private static List<PublishResult> together(ManualBus on, List<Publication> publications) {
    return on.bus.publishAll(publications);
  }

  private static List<PublishResult> alone(ManualBus on, List<Publication> publications) {
    return publications.stream()
        .map(each -> on.bus.publish(each.topic(), each.payload(), each.options()))
        .toList();
  }

  private static Outcome publish(
      SubscribeOptions options,
      List<Publication> publications,
      BiFunction<ManualBus, List<Publication>, List<PublishResult>> way)
      throws Exception {
    try (ManualBus on = new ManualBus("pubsub.soft-limit", "80")) {
      HeldSubscriber held = on.holding();
      Subscription exact = on.bus.subscribe("a", options, held);
      Subscription pattern = on.bus.subscribe("*", options, held);
      on.publish("a", 0, 1);
      held.awaitBlocked();
      List<String> results = new ArrayList<>();
      for (PublishResult result : way.apply(on, publications)) {
        results.add(
            result instanceof PublishResult.Accepted accepted
                ? accepted.matched() + "-" + accepted.dropped()
                : ((PublishResult.Rejected) result).code().name());
      }
      held.release();
      ManualBus.await(() -> exact.stats().waiting() + pattern.stats().waiting() == 0);
      return new Outcome(
          results,
          held.payloads(),
          List.of(
              exact.stats().toString(),
              pattern.stats().toString(),
              Long.toString(on.bus.stats().published()),
              on.bus.topics().list("", 10).stream()
                  .map(topic -> topic.name() + "=" + topic.messageCount())
                  .toList()
                  .toString()));
    }
  }

  @Provide
  Arbitrary<Overflow> policies() {
    return Arbitraries.of(Overflow.DROP_NEWEST, Overflow.WAIT);
  }

  @Provide
  Arbitrary<List<Publication>> publications() {
    Arbitrary<List<Publication>> runs =
        Combinators.combine(
                Arbitraries.of("a", "a", "b", "c:d", "not::valid"),
                Arbitraries.of(Priority.class),
                Arbitraries.integers().between(1, 300))
            .as(BatchProperties::run);
    return runs.list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private static List<Publication> run(String topic, Priority priority, int count) {
    List<Publication> run = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      run.add(
          new Publication(
              topic, priority + "-" + i, PublishOptions.DEFAULT.withPriority(priority)));
    }
    return run;
  }
}
