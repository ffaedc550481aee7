package dev.pubsub.core.feed;

import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.spi.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Tells what components have to say again and again. */
public final class RegularFeed implements Runnable {

  private final Feeds feeds;
  private final Scheduler time;
  private final List<Fact> facts = new CopyOnWriteArrayList<>();

  private record Fact(
      String bus,
      String topic,
      String type,
      Supplier<? extends Map<String, ?>> fields,
      FailureLog failures) {}

  /** With nothing to tell yet. */
  public RegularFeed(Feeds feeds, Scheduler time) {
    this.feeds = feeds;
    this.time = time;
  }

  /** Has a fact told in every round from now on. */
  public void add(
      String bus, String topic, String type, Supplier<? extends Map<String, ?>> fields) {
    // One each: what fails in every round would take the turn of all others.
    FailureLog failures =
        new FailureLog(
            LoggerFactory.getLogger(RegularFeed.class), "What should be told as '{}' failed", time);
    facts.add(new Fact(bus, topic, type, fields, failures));
  }

  /** Asks and tells; for one thread at a time. */
  @Override
  public void run() {
    facts.stream().filter(fact -> feeds.isFed(fact.bus())).forEach(this::tell);
  }

  private void tell(Fact fact) {
    try {
      feeds.tell(fact.bus(), fact.topic(), fact.type(), fact.fields().get());
    } catch (Throwable e) {
      fact.failures().failed(fact.topic(), e);
    }
  }
}
