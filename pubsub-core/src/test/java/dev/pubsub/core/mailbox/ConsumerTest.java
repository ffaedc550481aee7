package dev.pubsub.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import org.junit.jupiter.api.Test;

final class ConsumerTest {

  private static final Bounds TEN = new Bounds(10, 100, Overflow.DROP_NEWEST);

  private final ManualTime time = new ManualTime();
  private final Consumer consumer =
      new Consumer(TEN, new Drains(Runnable::run, Runnable::run), time);
  private final Cohort name = new Cohort(TEN, true);
  private final Cohort pattern = new Cohort(TEN, false);

  @Test
  void subscriptionsToDifferentNamesNeedNoLook() {
    consumer.add(recipient(name));
    consumer.add(recipient("b", new Cohort(TEN, true)));

    assertThat(name.watched()).isEmpty();
  }

  @Test
  void aNameInAGroupIsTheSameName() {
    Cohort ofAGroup = new Cohort(TEN, true);
    consumer.add(recipient("a", name));
    consumer.add(recipient("a", ofAGroup));

    assertThat(name.watched()).hasSize(1);
    assertThat(ofAGroup.watched()).hasSize(1);
  }

  @Test
  void subscriptionsThatMayMatchTheSameSignalAreWatchedAsLongAsBothLast() {
    Recipient byName = recipient(name);
    Recipient byPattern = recipient(pattern);
    consumer.add(byName);
    consumer.add(byPattern);

    assertThat(name.watched()).containsExactly(byName);
    assertThat(pattern.watched()).containsExactly(byPattern);

    consumer.remove(byPattern.receiver());

    assertThat(name.watched()).isEmpty();
    assertThat(pattern.watched()).isEmpty();
  }

  @Test
  void aPatternThatComesAndGoesLeavesNothingBehind() {
    consumer.add(recipient(name));
    for (int i = 0; i < 100; i++) {
      Recipient passing = recipient(pattern);
      consumer.add(passing);
      consumer.remove(passing.receiver());
    }

    assertThat(name.watched()).isEmpty();
    assertThat(consumer.needsALook(10, 10)).isFalse();
  }

  @Test
  void whoIsBehindStaysWatchedWhateverElseEnds() {
    Recipient byName = recipient(name);
    Recipient byPattern = recipient(pattern);
    consumer.add(byName);
    consumer.add(byPattern);
    consumer.leaveLane();
    consumer.remove(byPattern.receiver());

    assertThat(name.watched()).containsExactly(byName);
  }

  private Recipient recipient(Cohort cohort) {
    return recipient("a", cohort);
  }

  private Recipient recipient(String topic, Cohort cohort) {
    Receiver receiver =
        new Receiver(
            delivery -> {},
            topic,
            Holder.BUS,
            new Guard(time),
            new Totals("default", Observer.NONE));
    return new Recipient(receiver, consumer, cohort, Terms.PLAIN);
  }
}
