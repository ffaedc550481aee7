package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.share.NodeDemand;
import dev.pubsub.resilience.share.NodeDemandCodec;
import dev.pubsub.resilience.share.Shares;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Divides the limits of the whole cluster among its nodes, once a second. */
final class LimitShares implements Component {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Limiter limiter;
  private final Scheduler time;
  private final Duration settling;
  private final int expected;
  private @Nullable Shares shares;
  private Cancellable next = () -> {};

  LimitShares(Limiter limiter, Scheduler time, Duration settling, int expected) {
    this.limiter = limiter;
    this.time = time;
    this.settling = settling;
    this.expected = expected;
  }

  @Override
  public void start(Gateway gateway) {
    begin(gateway.members(), gateway.roster(Shares.ROSTER, new NodeDemandCodec()));
  }

  synchronized void begin(Members members, Roster<String, NodeDemand> roster) {
    shares = new Shares(members, roster, settling, expected, time.nanoTime());
    tick();
  }

  private synchronized void tick() {
    if (shares != null) {
      // First, so that a failure is of one time.
      next = time.schedule(INTERVAL, this::tick);
      reckon();
    }
  }

  /** Looks at once, as something has changed. */
  synchronized void reckon() {
    if (shares != null) {
      limiter.share(shares.reckon(time.nanoTime(), limiter.wants()));
    }
  }

  @Override
  public synchronized void quiesce() {
    if (shares != null) {
      shares.leave();
    }
  }

  /** Leaves now at the latest. */
  @Override
  public synchronized void stop() {
    quiesce();
    shares = null;
    next.cancel();
  }
}
