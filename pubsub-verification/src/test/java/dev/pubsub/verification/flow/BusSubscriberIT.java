package dev.pubsub.verification.flow;

import dev.pubsub.PublishOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.flow.BusSubscriber;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** A bus as the end of a stream, by the rules for subscribers. */
class BusSubscriberIT {

  private final PubSub pubsub = PubSub.builder().discover(false).open();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfReactiveStreams() {
    return new Kit(this::verification, Set.of()).tests();
  }

  private Verification verification() {
    Verification verification = new Verification(pubsub);
    verification.startPublisherExecutorService();
    try {
      verification.setUp();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return verification;
  }

  /** Public for TestNG's reflection. */
  public static final class Verification extends FlowSubscriberBlackboxVerification<Integer> {

    private final PubSub pubsub;

    Verification(PubSub pubsub) {
      super(new TestEnvironment(10_000, 100));
      this.pubsub = pubsub;
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
      return new BusSubscriber<>(pubsub.bus(), "stream", PublishOptions.DEFAULT);
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }
  }
}
