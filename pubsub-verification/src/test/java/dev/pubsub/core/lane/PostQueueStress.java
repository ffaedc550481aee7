package dev.pubsub.core.lane;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The queue of a lane: nothing is lost, nothing overtakes, and nobody sleeps over a post. */
public final class PostQueueStress {

  private static final Part[] NOBODY = {};

  private PostQueueStress() {}

  private static int drain(PostQueue queue) {
    return queue.drainTo(new @Nullable Letter[8], new Part[8][], 0);
  }

  /** Two producers at once. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both are there.")
  @Outcome(expect = FORBIDDEN, desc = "One is lost.")
  @State
  public static class TwoProducers {
    private final PostQueue queue = new PostQueue();

    /** Puts one in. */
    @Actor
    public void one() {
      queue.add(new Post(null, NOBODY));
    }

    /** Puts another in. */
    @Actor
    public void other() {
      queue.add(new Post(null, NOBODY));
    }

    /** Counts. */
    @Arbiter
    public void count(I_Result result) {
      result.r1 = drain(queue);
    }
  }

  /** The worker empties the queue while it is filled. */
  @JCStressTest
  @Outcome(
      id = {"0, 2", "1, 1", "2, 0"},
      expect = ACCEPTABLE,
      desc = "Each is taken once.")
  @Outcome(expect = FORBIDDEN, desc = "One is lost or taken twice.")
  @State
  public static class ProducerAndWorker {
    private final PostQueue queue = new PostQueue();

    /** Puts two in. */
    @Actor
    public void produce() {
      queue.add(new Post(null, NOBODY));
      queue.add(new Post(null, NOBODY));
    }

    /** Takes what is there. */
    @Actor
    public void work(II_Result result) {
      result.r1 = drain(queue);
    }

    /** Takes the rest. */
    @Arbiter
    public void rest(II_Result result) {
      result.r2 = drain(queue);
    }
  }

  /** A worker that says it sleeps, then looks; a publisher that posts, then asks if it sleeps. */
  @JCStressTest
  @Outcome(id = "false, true", expect = FORBIDDEN, desc = "It sleeps, and nobody wakes it.")
  @Outcome(expect = ACCEPTABLE, desc = "One of the two has seen the other.")
  @State
  public static class WakeUp {
    private final PostQueue queue = new PostQueue();
    private volatile boolean parked;

    /** As a publisher does. */
    @Actor
    public void publish(ZZ_Result result) {
      queue.add(new Post(null, NOBODY));
      result.r1 = parked;
    }

    /** As a worker does. */
    @Actor
    public void sleep(ZZ_Result result) {
      parked = true;
      result.r2 = queue.isEmpty();
    }
  }
}
