package dev.pubsub.verification.flow;

import dev.pubsub.Delivery;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.flow.BusPublisher;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The signals of a bus as a stream, by the rules for publishers. Some of its tests wait as long as
 * they may for an end that does not come, so all wait side by side, each with a bus of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class BusPublisherIT {

  private static final int KEPT = 100;

  /** What the kit does not ask of a stream without an end. */
  private static final Set<String> ABOUT_THE_END =
      Set.of(
          "optional_spec105_emptyStreamMustTerminateBySignallingOnComplete",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingManyUpfront",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingManyUpfrontAndCompleteAsExpected",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingOneByOne",
          "required_createPublisher1MustProduceAStreamOfExactly1Element",
          "required_createPublisher3MustProduceAStreamOfExactly3Elements",
          "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
          "required_spec105_mustSignalOnCompleteWhenFiniteStreamTerminates",
          "required_spec107_mustNotEmitFurtherSignalsOnceOnCompleteHasBeenSignalled",
          "required_spec317_mustSupportACumulativePendingElementCountUpToLongMaxValue",
          "required_spec317_mustSupportAPendingElementCountUpToLongMaxValue",
          "stochastic_spec103_mustSignalOnMethodsSequentially");

  private final Queue<PubSub> opened = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    opened.forEach(PubSub::close);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfReactiveStreams() {
    return new Kit(this::verification, ABOUT_THE_END).tests();
  }

  private Verification verification() {
    PubSub pubsub = PubSub.builder().discover(false).set("pubsub.history", "**=" + KEPT).open();
    opened.add(pubsub);
    Verification verification = new Verification(pubsub);
    try {
      verification.setUp();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return verification;
  }

  /** Public for TestNG's reflection. */
  public static final class Verification extends FlowPublisherVerification<Delivery> {

    private final PubSub pubsub;

    Verification(PubSub pubsub) {
      super(new TestEnvironment(10_000, 100), 2_000);
      this.pubsub = pubsub;
    }

    /** The stream of a bus has no end. */
    @Override
    public long maxElementsFromPublisher() {
      return publisherUnableToSignalOnComplete();
    }

    @Override
    public Flow.Publisher<Delivery> createFlowPublisher(long elements) {
      String topic = "stream:" + elements;
      for (long i = 0; i < Math.min(elements, KEPT); i++) {
        pubsub.bus().publish(topic, i);
      }
      return new BusPublisher(
          pubsub.bus(), topic, SubscribeOptions.DEFAULT.startingAt(StartAt.last(KEPT)));
    }

    @Override
    public Flow.Publisher<Delivery> createFailedFlowPublisher() {
      return new BusPublisher(pubsub.bus(), "no:such::pattern", SubscribeOptions.DEFAULT);
    }
  }
}
