package dev.pubsub.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.AcknowledgingReceiver;
import dev.pubsub.core.deliver.Acks;
import dev.pubsub.core.deliver.Choice;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.deliver.Successors;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.Drains;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** A consumer that acknowledges against a plain list of what was sent to it. */
final class AcknowledgingProperties {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TIMEOUT = 3;
  private static final int MAX_ATTEMPTS = 3;

  @Property(seed = "1", tries = 1000)
  void everySignalComesToOneEnd(
      @ForAll("moves") List<Move> moves,
      @ForAll @IntRange(min = 1, max = 4) int limit,
      @ForAll @IntRange(max = 2) int backOff) {
    ConsumerAndModel both = new ConsumerAndModel(limit, backOff);
    moves.forEach(both::make);
    both.make(new Move(Kind.CLOSE, 0));
    both.make(new Move(Kind.TICK, 0));
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Kind.SEND)),
            Tuple.of(5, Arbitraries.just(Kind.ACK)),
            Tuple.of(4, Arbitraries.just(Kind.RETRY)),
            Tuple.of(2, Arbitraries.just(Kind.REJECT)),
            Tuple.of(6, Arbitraries.just(Kind.TICK)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 1000))
        .as(Move::new)
        .list()
        .ofMaxSize(60);
  }

  enum Kind {
    SEND,
    ACK,
    RETRY,
    REJECT,
    TICK,
    CLOSE
  }

  /** One thing that happens; which of the deliveries so far it is about. */
  record Move(Kind kind, int which) {}

  enum State {
    WAITING,
    IN_HAND,
    RESTING,
    DUE,
    ACKED,
    REJECTED,
    EXHAUSTED,
    CLOSED;

    boolean isFinal() {
      return compareTo(ACKED) >= 0;
    }
  }

  private static final class Item {
    final int number;
    State state = State.WAITING;
    int attempt;
    int until;

    Item(int number) {
      this.number = number;
    }

    boolean isInFlight() {
      return !state.isFinal() && state != State.WAITING;
    }
  }

  /** What the subscriber does with an attempt at once. */
  private static boolean throwsAt(int number, int attempt) {
    return number % 5 == 4 && attempt % 2 == 1;
  }

  private static boolean acksAt(int number, int attempt) {
    return number % 7 == 3 && attempt == 1;
  }

  private static final class ConsumerAndModel {
    private final int limit;
    private final int backOff;
    private final ManualTime time = new ManualTime();
    private final ManualExecutor threads = new ManualExecutor();
    private final DeadLetterBox box = new DeadLetterBox(1000, Long.MAX_VALUE, time.clock());
    private final Bounds bounds = new Bounds(1000, 100, Overflow.DROP_NEWEST);
    private final Consumer consumer;
    private final AcknowledgingReceiver receiver;
    private final Recipient recipient;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<String> called = new ArrayList<>();

    private final List<Item> items = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private int now;
    private long redelivered;

    ConsumerAndModel(int limit, int backOff) {
      this.limit = limit;
      this.backOff = backOff;
      consumer = Consumer.acknowledging(bounds, limit, new Drains(threads, threads), time);
      Acknowledgement rules =
          new Acknowledgement(
              MAX_ATTEMPTS,
              limit,
              TICK.multipliedBy(TIMEOUT),
              TICK.multipliedBy(backOff),
              TICK.multipliedBy(100));
      receiver =
          new AcknowledgingReceiver(
              this::receive,
              "a",
              Holder.BUS,
              Choice.ALL,
              new Guard(time),
              new Totals("default", Observer.NONE),
              Successors.NONE,
              new Acks(rules, consumer.redelivery(), box, Progress.NONE, time, () -> 0L));
      recipient = new Recipient(receiver, consumer, new Cohort(bounds, true), Terms.PLAIN);
      consumer.add(recipient);
    }

    private void receive(Delivery delivery) {
      int number = (int) delivery.signal().payload();
      called.add(number + "/" + delivery.attempt());
      deliveries.add(delivery);
      if (acksAt(number, delivery.attempt())) {
        delivery.ack();
      }
      if (throwsAt(number, delivery.attempt())) {
        throw new IllegalStateException("no");
      }
    }

    void make(Move move) {
      switch (move.kind) {
        case SEND -> send();
        case ACK, RETRY, REJECT -> settle(move);
        case TICK -> tick();
        case CLOSE -> closeBoth();
      }
      threads.runAll();
      deliverInModel();
      compare();
    }

    private void send() {
      Item item = new Item(items.size());
      items.add(item);
      Signal signal = Signal.of(new SignalId(1, item.number), "a", item.number);
      recipient.cohort().claim(Priority.NORMAL);
      assertThat(
              consumer.keeps(recipient, new Letter[] {new Letter(signal, this, null)}, 0, 1, false))
          .isTrue();
      recipient.cohort().handled(1);
    }

    /** Any delivery there was, settled long ago perhaps. */
    private void settle(Move move) {
      if (deliveries.isEmpty()) {
        return;
      }
      Delivery delivery = deliveries.get(move.which % deliveries.size());
      Item item = items.get((int) delivery.signal().payload());
      boolean open = item.state == State.IN_HAND && item.attempt == delivery.attempt();
      switch (move.kind) {
        case ACK -> {
          delivery.ack();
          item.state = open ? State.ACKED : item.state;
        }
        case RETRY -> {
          delivery.retryLater();
          if (open) {
            fail(item);
          }
        }
        default -> {
          delivery.reject("no");
          item.state = open ? State.REJECTED : item.state;
        }
      }
    }

    private void tick() {
      time.advance(TICK);
      now++;
      for (Item item : items) {
        if (item.until == now && item.state == State.IN_HAND) {
          fail(item);
        } else if (item.until == now && item.state == State.RESTING) {
          item.state = State.DUE;
        }
      }
    }

    private void closeBoth() {
      consumer.remove(recipient.receiver());
      items.stream()
          .filter(item -> !item.state.isFinal())
          .forEach(item -> item.state = State.CLOSED);
    }

    private void fail(Item item) {
      if (item.attempt == MAX_ATTEMPTS) {
        item.state = State.EXHAUSTED;
      } else {
        item.state = backOff == 0 ? State.DUE : State.RESTING;
        item.until = now + backOff * (1 << (item.attempt - 1));
      }
    }

    /** The number of those in flight is bounded, and what is due goes before what is new. */
    private void deliverInModel() {
      for (Item item = next(); item != null; item = next()) {
        item.attempt++;
        redelivered += item.attempt > 1 ? 1 : 0;
        expected.add(item.number + "/" + item.attempt);
        item.state = State.IN_HAND;
        item.until = now + TIMEOUT;
        if (acksAt(item.number, item.attempt)) {
          item.state = State.ACKED;
        } else if (throwsAt(item.number, item.attempt)) {
          fail(item);
        }
      }
    }

    private @Nullable Item next() {
      for (Item item : items) {
        if (item.state == State.DUE) {
          return item;
        }
      }
      return items.stream().filter(Item::isInFlight).count() < limit
          ? items.stream().filter(item -> item.state == State.WAITING).findFirst().orElse(null)
          : null;
    }

    private void compare() {
      if (limit == 1) {
        assertThat(called).containsExactlyElementsOf(expected);
      } else {
        assertThat(called).containsExactlyInAnyOrderElementsOf(expected);
      }
      Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
      for (Item item : items) {
        switch (item.state) {
          case REJECTED -> dropped.merge(DropReason.REJECTED, 1L, Long::sum);
          case EXHAUSTED -> dropped.merge(DropReason.EXHAUSTED, 1L, Long::sum);
          case CLOSED -> dropped.merge(DropReason.CLOSED, 1L, Long::sum);
          default -> {}
        }
      }
      assertThat(receiver.dropped()).isEqualTo(dropped);
      assertThat(receiver.delivered()).isEqualTo(count(State.ACKED));
      assertThat(receiver.redelivered()).isEqualTo(redelivered);
      assertThat(consumer.waiting())
          .isEqualTo(items.stream().filter(item -> !item.state.isFinal()).count());
      assertThat(box.count()).isEqualTo(count(State.REJECTED) + count(State.EXHAUSTED));
    }

    private long count(State state) {
      return items.stream().filter(item -> item.state == state).count();
    }
  }
}
