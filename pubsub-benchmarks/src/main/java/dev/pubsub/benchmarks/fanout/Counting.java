package dev.pubsub.benchmarks.fanout;

import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.concurrent.atomic.LongAdder;

/** Observers that count what they are told, and do no more. */
final class Counting {

  private Counting() {}

  record Rare(LongAdder seen) implements Observer {

    @Override
    public void happened(BusEvent event) {
      seen.increment();
    }
  }

  record Samples(LongAdder seen) implements Observer {

    @Override
    public void sampled(String bus, String topic, int matched, long nanos) {
      seen.add(nanos);
    }
  }

  record Publishes(LongAdder seen) implements Observer {

    @Override
    public void published(String bus, String topic, int matched, int dropped) {
      seen.increment();
    }
  }
}
