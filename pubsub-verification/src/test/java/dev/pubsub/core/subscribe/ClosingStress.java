package dev.pubsub.core.subscribe;

import static dev.pubsub.core.subscribe.SharedBus.BUS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.Subscription;
import dev.pubsub.core.subscribe.SharedBus.Notes;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Session;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Closing beside publishers: nothing comes afterwards, and what does not come is counted. */
public final class ClosingStress {

  private ClosingStress() {}

  /**
   * A subscription is closed as three signals are published to it. Closing waits for nobody, so the
   * call that is under way just then may look as if it began a moment later; there is one at most.
   */
  @JCStressTest
  @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Nothing came afterwards.")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "One call was under way.")
  @Outcome(expect = FORBIDDEN, desc = "A signal came afterwards, or is not accounted for.")
  @State
  public static class ClosingASubscription {
    private final String topic = SharedBus.topic();
    private final Notes notes = new Notes();
    private final Subscription subscription = BUS.subscribe(topic, notes);
    private volatile int matched;

    /** Publishes. */
    @Actor
    public void publish() {
      int first = SharedBus.publish(topic, 1) + SharedBus.publish(topic, 2);
      matched = first + SharedBus.publish(topic, 3);
    }

    /** Closes, and publishes to nobody. */
    @Actor
    public void close(III_Result result) {
      subscription.close();
      notes.end();
      result.r3 = SharedBus.publish(topic, 9) + notes.count(9);
    }

    /** Looks at what became of the signals. */
    @Arbiter
    public void look(III_Result result) {
      SharedBus.await(() -> left() <= 0);
      result.r1 = left();
      result.r2 = notes.late();
    }

    private int left() {
      return matched - notes.count() - SharedBus.closed(subscription);
    }
  }

  /** A session is closed as somebody subscribes by it. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "It was refused, or closed with the session.")
  @Outcome(expect = FORBIDDEN, desc = "It outlives its session.")
  @State
  public static class ClosingASession {
    private final String topic = SharedBus.topic();
    private final Session session = SharedBus.session();
    private final Notes notes = new Notes();

    /** Subscribes. */
    @Actor
    public void subscribe() {
      try {
        Subscription unused = session.subscribe(topic, notes);
      } catch (PubSubException e) {
        notes.end();
      }
    }

    /** Closes. */
    @Actor
    public void close() {
      session.close();
    }

    /** Publishes to nobody. */
    @Arbiter
    public void publish(II_Result result) {
      result.r1 = SharedBus.publish(topic, 1);
      result.r2 = notes.count();
    }
  }
}
