package dev.pubsub.verification.soak;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One durable subscription: whatever was accepted for it is settled in the end, by one of its
 * holders or another.
 */
final class Durable {

  private static final int LONGEST_ABSENCE = 10_000_000;
  private static final int LONGEST_STAY = 30_000_000;

  private final Bus bus;
  private final String name;
  private final String pattern;
  private final BitSet topics;
  private final Seen accepted;
  private final Random random;
  private final Seen settled = new Seen();
  private final List<Holder> holders = new ArrayList<>();

  /**
   * Opened for the first time.
   *
   * @param accepted whatever is accepted on the bus
   */
  Durable(Bus bus, String name, String pattern, Seen accepted, Random random) {
    this.bus = bus;
    this.name = name;
    this.pattern = pattern;
    this.accepted = accepted;
    this.random = random;
    this.topics = new Wish(pattern, Overflow.WAIT, 0, Witness.Manner.PROMPT, true).topics();
    open();
  }

  private void open() {
    Holder holder = new Holder(settled, new Random(random.nextLong()));
    SubscribeOptions options =
        SubscribeOptions.DEFAULT
            .withCapacity(16 << random.nextInt(6))
            .acknowledged(Holder.RULES)
            .durable(name);
    synchronized (holders) {
      holders.add(holder);
      holder.opened(bus.subscribe(pattern, options, holder));
    }
  }

  /** Changes hands until it is over; the last holder stays, and settles all that it gets. */
  void run(BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      LockSupport.parkNanos(random.nextInt(LONGEST_STAY));
      close();
      LockSupport.parkNanos(random.nextInt(LONGEST_ABSENCE));
      open();
    }
    last().settleAll();
  }

  private Holder last() {
    synchronized (holders) {
      return holders.get(holders.size() - 1);
    }
  }

  void close() {
    last().close();
  }

  /** What is wrong now that all is quiet. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    synchronized (holders) {
      holders.forEach(holder -> faults.addAll(holder.faults()));
    }
    if (!settled.areThoseOf(topics, accepted)) {
      faults.add("what is settled is not what was accepted for it");
    }
    faults.replaceAll(fault -> name + " (" + pattern + "): " + fault);
    return faults;
  }

  long rejected() {
    synchronized (holders) {
      return holders.stream().mapToLong(Holder::rejected).sum();
    }
  }

  long dropped(DropReason reason) {
    synchronized (holders) {
      return holders.stream().mapToLong(holder -> holder.dropped(reason)).sum();
    }
  }
}
