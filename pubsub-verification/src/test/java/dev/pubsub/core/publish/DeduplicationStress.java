package dev.pubsub.core.publish;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.core.system.SystemScheduler;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.SignalId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Publishes with an id: of those at once one is carried out. */
public final class DeduplicationStress {

  private static final SystemScheduler TIME = new SystemScheduler("stress");
  private static final PublishOptions OPTIONS =
      PublishOptions.DEFAULT
          .withDeduplicationId("the same")
          .waitingUpTo(PublishOptions.MAX_PATIENCE);
  private static final int CARRIED_OUT = 1;
  private static final int TOLD = 2;
  private static final int REFUSED = 3;

  private DeduplicationStress() {}

  private static final class Anybody implements Sender {
    @Override
    public String source() {
      return "anybody";
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  private static Deduplication nothingKnown() {
    return new Deduplication(Duration.ofHours(1), 1, TIME);
  }

  private static int kind(PublishResult result) {
    if (result instanceof PublishResult.Rejected) {
      return REFUSED;
    }
    return result instanceof PublishResult.Accepted ? CARRIED_OUT : TOLD;
  }

  /** Two publish the same. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 1", "2, 1, 1"},
      expect = ACCEPTABLE,
      desc = "One is carried out, and the other is told.")
  @Outcome(expect = FORBIDDEN, desc = "It was carried out twice, or one was left in the dark.")
  @State
  public static class TheSameAtOnce {
    private final Deduplication deduplication = nothingKnown();
    private final AtomicInteger published = new AtomicInteger();

    private int publish() {
      return kind(
          deduplication.once(
              new Anybody(),
              "a",
              OPTIONS,
              () ->
                  new PublishResult.Accepted(new SignalId(1, published.incrementAndGet()), 0, 0)));
    }

    /** The one. */
    @Actor
    public void one(III_Result result) {
      result.r1 = publish();
    }

    /** The other. */
    @Actor
    public void other(III_Result result) {
      result.r2 = publish();
    }

    /** Counts. */
    @Arbiter
    public void count(III_Result result) {
      result.r3 = published.get();
    }
  }

  /** The first of two is refused. */
  @JCStressTest
  @Outcome(
      id = {"3, 1, 2", "1, 3, 2"},
      expect = ACCEPTABLE,
      desc = "The first is refused, which does not stand in the way of the second.")
  @Outcome(expect = FORBIDDEN, desc = "A refusal was remembered, or overlooked.")
  @State
  public static class TheFirstIsRefused {
    private final Deduplication deduplication = nothingKnown();
    private final AtomicInteger tried = new AtomicInteger();

    private int publish() {
      return kind(deduplication.once(new Anybody(), "a", OPTIONS, this::attempt));
    }

    private PublishResult attempt() {
      return tried.incrementAndGet() == 1
          ? new PublishResult.Rejected(StandardError.OVERLOADED, "no room")
          : new PublishResult.Accepted(new SignalId(1, 2), 0, 0);
    }

    /** The one. */
    @Actor
    public void one(III_Result result) {
      result.r1 = publish();
    }

    /** The other. */
    @Actor
    public void other(III_Result result) {
      result.r2 = publish();
    }

    /** Counts. */
    @Arbiter
    public void count(III_Result result) {
      result.r3 = tried.get();
    }
  }
}
