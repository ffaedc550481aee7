package dev.pubsub.benchmarks.fanout;

import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import java.util.List;

/** Our bus with one lane's defaults, and a capacity above the window so that nothing is dropped. */
final class OurBus implements Candidate {

  private static final String TOPIC = "bench:fan-out";

  private final PubSub pubsub = PubSub.builder().set("pubsub.capacity", "2048").open();
  private final Bus bus = pubsub.bus();

  OurBus(List<? extends Ear> subscribers) {
    for (Ear ear : subscribers) {
      bus.subscribe(TOPIC, delivery -> ear.hear());
    }
  }

  @Override
  public void publish(String message) {
    bus.publish(TOPIC, message);
  }

  @Override
  public long lost() {
    return bus.stats().droppedTotal();
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
