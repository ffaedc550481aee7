package dev.pubsub.verification.soak;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A bus with durable subscriptions, whose holders come and go while others publish. */
final class Lasting {

  private static final List<String> PATTERNS =
      List.of("soak:+", "**", "soak:1", "soak:" + (Mark.TOPICS - 1));

  private final Bus bus;
  private final Random random;
  private final Books books = new Books();
  private final Seen accepted = new Seen();
  private final List<Durable> durables = new ArrayList<>();

  Lasting(Bus bus, Random random) {
    this.bus = bus;
    this.random = random;
    for (int i = 0; i < PATTERNS.size(); i++) {
      durables.add(new Durable(bus, "durable-" + i, PATTERNS.get(i), accepted, chance()));
    }
  }

  private Random chance() {
    return new Random(random.nextLong());
  }

  /** What is to run at once, each until it is over. */
  List<Runnable> work(BooleanSupplier goesOn) {
    Stream<Runnable> publishers =
        IntStream.range(0, Mark.PUBLISHERS)
            .mapToObj(publisher -> publishing(publisher, chance(), goesOn));
    Stream<Runnable> holders = durables.stream().map(each -> () -> each.run(goesOn));
    return Stream.concat(publishers, holders).toList();
  }

  private Runnable publishing(int publisher, Random chance, BooleanSupplier goesOn) {
    return () -> {
      while (goesOn.getAsBoolean()) {
        Mark mark = books.next(publisher, chance.nextInt(Mark.TOPICS));
        PublishOptions options =
            PublishOptions.DEFAULT.waitingUpTo(Duration.ofMillis(chance.nextInt(3)));
        PublishResult result = bus.publish(Stage.topic(mark.topic()), mark, options);
        books.note(mark, result);
        if (result instanceof PublishResult.Accepted) {
          accepted.add(mark);
        }
        Unrest.rest(chance, 200_000);
      }
    };
  }

  /** What is wrong now that all is quiet. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    durables.forEach(each -> faults.addAll(each.faults()));
    long rejected = durables.stream().mapToLong(Durable::rejected).sum();
    if (bus.deadLetters().count() != rejected) {
      faults.add(
          "%d were rejected, and the bus keeps %d".formatted(rejected, bus.deadLetters().count()));
    }
    return faults;
  }

  /** The last holders go. */
  void close() {
    durables.forEach(Durable::close);
  }

  /** How many were lost for a reason by those that have been closed. */
  long dropped(DropReason reason) {
    return durables.stream().mapToLong(each -> each.dropped(reason)).sum();
  }
}
