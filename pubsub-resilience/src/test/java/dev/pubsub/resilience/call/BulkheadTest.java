package dev.pubsub.resilience.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Subscriber;
import dev.pubsub.resilience.flow.FakeSubscription;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingControl;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BulkheadTest {

  private final ManualTime time = new ManualTime();

  private static FakeSubscription open(Bulkhead bulkhead, Subscriber subscriber) {
    RecordingControl control = new RecordingControl();
    control.whenClosed(() -> bulkhead.part(control));
    return new FakeSubscription(control)
        .open(new BulkheadSubscriber(subscriber, control, bulkhead), List.of());
  }

  @Test
  void whoFindsNoPlaceWaitsUntilOneIsFree() {
    Bulkhead bulkhead = new Bulkhead(1, time);
    FakeSubscription second = open(bulkhead, delivery -> {});
    second.publish(2);
    FakeSubscription first = open(bulkhead, delivery -> second.deliverAll());
    first.serve(1);

    assertThat(second.outcomes).isEmpty();
    assertThat(second.isHeld()).isFalse();
    second.deliverAll();
    assertThat(second.outcomes).containsExactly("delivered 2");
    assertThat(time.pending()).isZero();
  }

  @Test
  void whoComesByDoesNotTakeThePlaceOfWhoWasCalled() {
    Bulkhead bulkhead = new Bulkhead(1, time);
    FakeSubscription second = open(bulkhead, delivery -> {});
    second.publish(2);
    FakeSubscription first = open(bulkhead, delivery -> second.deliverAll());
    first.serve(1, 3);

    assertThat(first.outcomes).containsExactly("delivered 1");
    assertThat(first.isHeld()).isTrue();
    second.deliverAll();
    first.deliverAll();
    assertThat(first.outcomes).containsExactly("delivered 1", "delivered 3");
  }

  @Test
  void whoWasCalledAndDoesNotComeLosesThePlaceInTheEnd() {
    Bulkhead bulkhead = new Bulkhead(1, time);
    FakeSubscription silent = open(bulkhead, delivery -> {});
    FakeSubscription third = open(bulkhead, delivery -> {});
    silent.publish(2);
    third.publish(3);
    FakeSubscription first =
        open(
            bulkhead,
            delivery -> {
              silent.deliverAll();
              third.deliverAll();
            });
    first.serve(1);
    assertThat(third.isHeld()).isTrue();
    time.advance(Bulkhead.KEPT);

    third.deliverAll();
    assertThat(third.outcomes).containsExactly("delivered 3");
    silent.deliverAll();
    assertThat(silent.outcomes).containsExactly("delivered 2");
    assertThat(time.pending()).isZero();
  }

  @Test
  void whoEndsWhileCalledOrWaitingMakesRoomForTheNext() {
    Bulkhead bulkhead = new Bulkhead(1, time);
    List<FakeSubscription> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FakeSubscription other = open(bulkhead, delivery -> {});
      other.publish(i);
      others.add(other);
    }
    FakeSubscription first =
        open(bulkhead, delivery -> others.forEach(FakeSubscription::deliverAll));
    first.serve(9);
    others.get(1).close();
    others.get(0).close();

    assertThat(others.get(2).isHeld()).isFalse();
    others.get(2).deliverAll();
    assertThat(others.get(2).outcomes).containsExactly("delivered 2");
    assertThat(time.pending()).isZero();
  }

  /** Random turns: calls begin, end, overlap; subscriptions pause and close. */
  @Property(tries = 500)
  void thereAreNeverMoreCallsThanPlacesAndEverybodyIsServed(
      @ForAll @IntRange(min = 1, max = 3) int places,
      @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> turns) {
    Bulkhead bulkhead = new Bulkhead(places, time);
    List<FakeSubscription> all = new ArrayList<>();
    int[] inside = new int[2];
    int[] at = new int[1];
    for (int i = 0; i < 6; i++) {
      all.add(
          open(
              bulkhead,
              delivery -> {
                inside[0]++;
                inside[1] = Math.max(inside[1], inside[0]);
                // Others are called while this call lasts.
                if (at[0] < turns.size()) {
                  FakeSubscription other = all.get(turns.get(at[0]++));
                  if (other.waiting() > 0 && !other.isBusy()) {
                    other.deliver();
                  }
                }
                inside[0]--;
              }));
    }
    all.forEach(each -> each.publish(1, 2, 3, 4, 5));
    while (at[0] < turns.size()) {
      all.get(turns.get(at[0]++)).deliver();
    }
    for (int round = 0; round < 60; round++) {
      all.forEach(FakeSubscription::deliver);
    }

    assertThat(inside[1]).isLessThanOrEqualTo(places);
    assertThat(all).allMatch(each -> each.outcomes.size() == 5);
    assertThat(time.pending()).isZero();
  }
}
