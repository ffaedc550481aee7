package dev.pubsub.core.subscribe;

import static dev.pubsub.core.subscribe.SharedBus.BUS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.Selection;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.subscribe.SharedBus.Notes;
import dev.pubsub.spi.edge.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Subscribing beside publishers: nothing is lost or doubled around it. */
public final class SubscribingStress {

  private SubscribingStress() {}

  /** Somebody comes while two signals are published to somebody else. */
  @JCStressTest
  @Outcome(id = "12, 12, 4", expect = ACCEPTABLE, desc = "It came before both.")
  @Outcome(id = "12, 2, 3", expect = ACCEPTABLE, desc = "It came between the two.")
  @Outcome(id = "12, 0, 2", expect = ACCEPTABLE, desc = "It came behind both.")
  @Outcome(expect = FORBIDDEN, desc = "Somebody lacks a signal, or has one twice.")
  @State
  public static class Coming {
    private final String topic = SharedBus.topic();
    private final Notes present = new Notes();
    private final Notes newcomer = new Notes();
    private final Subscription first = BUS.subscribe(topic, present);
    private volatile Subscription second = first;

    /** Publishes. */
    @Actor
    public void publish(III_Result result) {
      result.r3 = SharedBus.publish(topic, 1) + SharedBus.publish(topic, 2);
    }

    /** Comes. */
    @Actor
    public void subscribe() {
      second = BUS.subscribe("**:" + topic, newcomer);
    }

    /** Looks at what each has. */
    @Arbiter
    public void look(III_Result result) {
      SharedBus.await(first);
      SharedBus.await(second);
      result.r1 = present.digits();
      result.r2 = newcomer.digits();
      first.close();
      second.close();
    }
  }

  /** Somebody comes to a topic that led to nobody, as something is published to it. */
  @JCStressTest
  @Outcome(
      id = {"0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "It came before or behind the signal, and gets the next.")
  @Outcome(expect = FORBIDDEN, desc = "The topic still leads to nobody.")
  @State
  public static class ComingFirst {
    private final String topic = SharedBus.topic();
    private final int before = SharedBus.publish(topic, 1);
    private volatile @Nullable Subscription subscription;

    /** Publishes. */
    @Actor
    public void publish(II_Result result) {
      result.r1 = before + SharedBus.publish(topic, 2);
    }

    /** Comes. */
    @Actor
    public void subscribe() {
      subscription = BUS.subscribe("**:" + topic, new Notes());
    }

    /** Publishes once more. */
    @Arbiter
    public void publishAgain(II_Result result) {
      result.r2 = SharedBus.publish(topic, 3);
      Objects.requireNonNull(subscription).close();
    }
  }

  /** The last who subscribes to a topic leaves as another comes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One is left, and gets what is published.")
  @Outcome(expect = FORBIDDEN, desc = "Whoever left took the other along, or stayed.")
  @State
  public static class LeavingAndComing {
    private final String topic = SharedBus.topic();
    private final Notes former = new Notes();
    private final Notes newcomer = new Notes();
    private final Subscription first = BUS.subscribe(topic, former);
    private volatile Subscription second = first;

    /** Leaves. */
    @Actor
    public void leave() {
      first.close();
    }

    /** Comes. */
    @Actor
    public void come() {
      second = BUS.subscribe(topic, newcomer);
    }

    /** Publishes to whoever is left. */
    @Arbiter
    public void publish(II_Result result) {
      int unused = SharedBus.publish(topic, 1);
      SharedBus.await(second);
      result.r1 = newcomer.digits();
      result.r2 = former.digits();
      second.close();
    }
  }

  /** A place is subscribed anew, and what was there before closed, as two signals are published. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "2, 0"},
      expect = ACCEPTABLE,
      desc = "Each was for one at least, and each has what was for it, or was told of the loss.")
  @Outcome(expect = FORBIDDEN, desc = "One fell between the two, or came twice to one of them.")
  @State
  public static class Replacing {
    private final String topic = SharedBus.topic();
    private final Session session = SharedBus.session();
    private final Notes former = new Notes();
    private final Notes next = new Notes();
    private final Subscription first = session.subscribe(topic, former);
    private volatile Subscription second = first;
    private volatile int matched;

    /** Publishes. */
    @Actor
    public void publish(II_Result result) {
      int one = SharedBus.publish(topic, 1);
      int two = SharedBus.publish(topic, 2);
      matched = one + two;
      result.r1 = Math.min(one, two);
    }

    /** As the control channel does. */
    @Actor
    public void replace() {
      second = session.subscribe(topic, next);
      first.close();
    }

    /** Looks at what both have. */
    @Arbiter
    public void look(II_Result result) {
      SharedBus.await(second);
      SharedBus.await(() -> left() <= 0);
      boolean once = next.count(1) <= 1 && next.count(2) <= 1 && former.count() <= 2;
      result.r2 = once ? left() : -1;
      session.close();
    }

    private int left() {
      return matched - former.count() - next.count() - SharedBus.closed(first);
    }
  }

  /** The same by another pattern, for which the matches of a topic are looked at earlier. */
  @JCStressTest
  @Outcome(
      id = {"1", "2"},
      expect = ACCEPTABLE,
      desc = "Each was for one at least.")
  @Outcome(expect = FORBIDDEN, desc = "A signal was for neither of the two.")
  @State
  public static class ReplacingByAnotherPattern {
    private final String topic = SharedBus.topic();
    private final Notes notes = new Notes();
    private final Subscription first = BUS.subscribe("**:" + topic, notes);
    private volatile Subscription second = first;

    /** Publishes. */
    @Actor
    public void publish(I_Result result) {
      result.r1 = Math.min(SharedBus.publish(topic, 1), SharedBus.publish(topic, 2));
    }

    /** Subscribes to the new one before the old one is closed. */
    @Actor
    public void replace() {
      second = BUS.subscribe(topic, notes);
      first.close();
    }

    /** Leaves nothing behind. */
    @Arbiter
    public void close() {
      second.close();
    }
  }

  /** A subscription moves from a pattern to a name that it matched, while that is published to. */
  @JCStressTest
  @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "Each came once, in order.")
  @Outcome(expect = FORBIDDEN, desc = "Something is missing, doubled or out of order.")
  @State
  public static class Moving {
    private final String topic = SharedBus.topic();
    private final Notes notes = new Notes();
    private final Subscription subscription = BUS.subscribe("**:" + topic, notes);

    /** Publishes. */
    @Actor
    public void publish() {
      int unused = SharedBus.publish(topic, 1) + SharedBus.publish(topic, 2);
    }

    /** Asks for something else. */
    @Actor
    public void move() {
      subscription.replace(topic, Selection.ALL);
    }

    /** Looks at what was received. */
    @Arbiter
    public void look(II_Result result) {
      SharedBus.await(() -> notes.count() >= 2);
      SharedBus.await(subscription);
      result.r1 = notes.digits();
      result.r2 = SharedBus.closed(subscription);
      subscription.close();
    }
  }

  /** The same in a group, whose members hand over what waits. */
  @JCStressTest
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "Each came to one of the two.")
  @Outcome(expect = FORBIDDEN, desc = "One came to both or to nobody.")
  @State
  public static class ReplacingInAGroup {
    private static final SubscribeOptions GROUP = SubscribeOptions.DEFAULT.inGroup("g");

    private final String topic = SharedBus.topic();
    private final Notes former = new Notes();
    private final Notes next = new Notes();
    private final Subscription first = BUS.subscribe(topic, GROUP, former);
    private volatile Subscription second = first;

    /** Publishes. */
    @Actor
    public void publish() {
      int unused = SharedBus.publish(topic, 1) + SharedBus.publish(topic, 2);
    }

    /** As the control channel does. */
    @Actor
    public void replace() {
      second = BUS.subscribe(topic, GROUP, next);
      first.close();
    }

    /** Looks at what both have. */
    @Arbiter
    public void look(III_Result result) {
      SharedBus.await(() -> former.count() + next.count() + SharedBus.closed(first) >= 2);
      SharedBus.await(second);
      result.r1 = former.count(1) + next.count(1);
      result.r2 = former.count(2) + next.count(2);
      result.r3 = SharedBus.closed(first) + SharedBus.closed(second);
      second.close();
    }
  }

  /** Somebody comes back to a topic that is kept, while it is published to. */
  @JCStressTest
  @Outcome(id = "234", expect = ACCEPTABLE, desc = "What was missed, then what came, each once.")
  @Outcome(expect = FORBIDDEN, desc = "Something is missing, doubled or out of order.")
  @State
  public static class Resuming {
    private static final int MISSED_AND_NEW = 3;

    private final String topic = SharedBus.keptTopic();
    private final Notes notes = new Notes();
    private final String position;
    private volatile Subscription subscription;

    /** One signal is known, and one was missed. */
    public Resuming() {
      subscription = BUS.subscribe(topic, delivery -> {});
      int unused = SharedBus.publish(topic, 1);
      subscription.close();
      position = BUS.history(topic, StartAt.last(1), 1).position().orElseThrow();
      unused = SharedBus.publish(topic, 2);
    }

    /** Publishes. */
    @Actor
    public void publish() {
      int unused = SharedBus.publish(topic, 3) + SharedBus.publish(topic, 4);
    }

    /** Comes back. */
    @Actor
    public void resume() {
      subscription =
          BUS.subscribe(topic, SubscribeOptions.DEFAULT.startingAt(StartAt.after(position)), notes);
    }

    /** Looks at what was received. */
    @Arbiter
    public void look(I_Result result) {
      SharedBus.await(() -> notes.count() >= MISSED_AND_NEW);
      SharedBus.await(subscription);
      result.r1 = notes.digits();
      subscription.close();
      boolean unused = BUS.topics().delete(topic);
    }
  }
}
