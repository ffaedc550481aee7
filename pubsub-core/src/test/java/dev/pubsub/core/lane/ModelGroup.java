package dev.pubsub.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.Selection;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.mailbox.Terms;
import dev.pubsub.core.system.Drains;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group, and beside it a list of its members. Nothing is taken out of its lanes. */
final class ModelGroup {

  private static final Bounds FIVE = new Bounds(5, 100, Overflow.DROP_NEWEST);

  enum Kind {
    JOIN,
    LEAVE,
    CUT_OFF,
    PAUSE,
    RESUME
  }

  record Step(Kind kind, int which) {}

  record Change(@Nullable Place left, @Nullable Place came) {}

  private final ManualTime time = new ManualTime();
  private final Lanes lanes = new Lanes("test", 2, 1_000_000, Duration.ZERO, time);
  private final Group group = new Group("t", "workers", Selection.ALL, lanes, Elsewhere.NOWHERE);
  private final List<Place> members = new ArrayList<>();
  private int joined;

  List<Place> members() {
    return members;
  }

  Change take(Step step) {
    if (step.kind() == Kind.JOIN) {
      return new Change(null, join());
    }
    if (members.isEmpty()) {
      return new Change(null, null);
    }
    Place place = members.get(step.which() % members.size());
    if (step.kind() == Kind.PAUSE || step.kind() == Kind.RESUME) {
      place.pause(step.kind() == Kind.PAUSE);
      return new Change(null, null);
    }
    place.recipient.receiver().close();
    if (step.kind() == Kind.LEAVE) {
      group.remove(place.recipient);
    }
    members.remove(place);
    return new Change(place, null);
  }

  Place join() {
    Cohort cohort = new Cohort(FIVE, true);
    Receiver receiver =
        new Receiver(
            delivery -> {},
            "a",
            Holder.BUS,
            new Guard(time),
            new Totals("test", new Observer() {}));
    Consumer consumer = new Consumer(FIVE, new Drains(Runnable::run, Runnable::run), time);
    Place place = new Place(new Recipient(receiver, consumer, cohort, Terms.PLAIN), cohort);
    consumer.add(place.recipient);
    group.add(place.recipient, cohort, joined++ % lanes.count());
    members.add(place);
    return place;
  }

  @Nullable Place choose(String key) {
    Signal signal = Signal.of(new SignalId(1, 1), "a", "x").withKey(key);
    Member chosen = group.choose(signal, this);
    return chosen == null
        ? null
        : members.stream()
            .filter(place -> place.recipient == chosen.recipient())
            .findFirst()
            .orElseThrow();
  }

  static final class Place {
    private final Recipient recipient;
    private final Cohort cohort;
    private boolean paused;
    private int waiting;

    Place(Recipient recipient, Cohort cohort) {
      this.recipient = recipient;
      this.cohort = cohort;
    }

    boolean isFull() {
      return waiting == FIVE.capacity();
    }

    boolean isPaused() {
      return paused;
    }

    void pause(boolean isPaused) {
      paused = isPaused;
      if (isPaused) {
        recipient.consumer().pause();
      } else {
        recipient.consumer().resume();
      }
    }

    void send() {
      waiting++;
      assertThat(cohort.claim(Priority.NORMAL)).isTrue();
    }
  }
}
