package dev.pubsub.core;

import dev.pubsub.Delivery;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Subscriber;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bridge at work: a session on either bus. */
final class OpenBridge implements Component {

  private static final Logger LOG = LoggerFactory.getLogger(OpenBridge.class);
  private static final Principal PRINCIPAL = new Principal(Bridge.SOURCE);

  private final Bridge bridge;
  private final Clock clock;
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  OpenBridge(Bridge bridge, Clock clock) {
    this.bridge = bridge;
    this.clock = clock;
  }

  @Override
  public void start(Gateway gateway) {
    Session to = open(gateway, bridge.to());
    begin(gateway, to);
  }

  private void begin(Gateway gateway, Session to) {
    Session from = open(gateway, bridge.from());
    from.subscribe(
        bridge.pattern(),
        new Subscriber() {
          @Override
          public void receive(Delivery delivery) throws InterruptedException {
            cross(delivery.signal(), to);
          }

          @Override
          public void ended() {
            sessions.remove(from);
            LOG.warn(
                "Bridge from '{}' to '{}' could not keep up and was cut off; what waited is counted"
                    + " as lost there, and it begins anew",
                bridge.from(),
                bridge.to());
            begin(gateway, to);
          }
        });
  }

  private Session open(Gateway gateway, String bus) {
    Session session = gateway.open(bus, PRINCIPAL, SessionOptions.DEFAULT);
    sessions.add(session);
    if (stopped.getCount() == 0) {
      session.close();
    }
    return session;
  }

  /** May wait, for the other bus to have room: what comes meanwhile waits on the first one. */
  private void cross(Signal signal, Session to) throws InterruptedException {
    if (signal.source().equals(Bridge.SOURCE) || !bridge.filter().test(signal)) {
      return;
    }
    String topic = bridge.name().apply(signal.topic());
    // The same bridge stands on the other nodes.
    PublishOptions options = Copies.options(signal, clock.millis()).staying();
    boolean done = false;
    while (!done) {
      if (!to.isAvailable()) {
        throw new IllegalStateException("the bus '" + bridge.to() + "' is gone");
      }
      done =
          !(to.publish(topic, signal.payload(), options) instanceof Rejected refusal)
              || isFinal(refusal, topic);
    }
  }

  /** Waits as long as the refusal says, if it says so. */
  private boolean isFinal(Rejected refusal, String topic) throws InterruptedException {
    Duration after = refusal.retryAfter();
    if (after.isZero()) {
      if (stopped.getCount() > 0 && told.add(refusal.code().name())) {
        LOG.warn(
            "Bridge from '{}' to '{}': the copy for '{}' was refused with {}, {}; more of these are"
                + " counted by the bus only",
            bridge.from(),
            bridge.to(),
            topic,
            refusal.code().name(),
            refusal.reason());
      }
      return true;
    }
    return stopped.await(after.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void stop() {
    stopped.countDown();
    sessions.forEach(Session::close);
  }
}
