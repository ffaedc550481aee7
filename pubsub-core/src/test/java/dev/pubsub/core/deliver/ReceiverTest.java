package dev.pubsub.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Selection;
import dev.pubsub.Subscriber;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReceiverTest {

  private final Object door = new Object();
  private final Object otherDoor = new Object();
  private final Totals totals = new Totals("default", Observer.NONE);
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void aRunDeliversItsLettersInOrderAndEndsTheBatchOnce() {
    Receiver receiver = receiver(subscriber);

    assertThat(receiver.run(letters(5), 1, 4, true)).isZero();

    assertThat(subscriber.payloads()).containsExactly(1, 2, 3);
    assertThat(subscriber.batches()).isEqualTo(1);
    assertThat(receiver.progress()).isEqualTo(3);
    assertThat(receiver.delivered()).isEqualTo(3);
    assertThat(receiver.dropped()).isEmpty();
    assertThat(totals.delivered()).isEqualTo(3);
    assertThat(totals.dropped()).isEmpty();
  }

  @Test
  void aLetterByItselfDoesNotEndABatch() {
    Receiver receiver = receiver(subscriber);

    assertThat(receiver.receive(letters(1)[0])).isEqualTo(Outcome.DONE);
    assertThat(subscriber.batches()).isZero();
    receiver.endOfBatch();
    assertThat(subscriber.batches()).isEqualTo(1);
    assertThat(receiver.delivered()).isEqualTo(1);
    assertThat(totals.delivered()).isEqualTo(1);
  }

  @Test
  void whatIsThrownAtIsCountedAsFailedAndTheNextFollows() {
    List<Object> seen = new ArrayList<>();
    Receiver receiver =
        receiver(
            delivery -> {
              int number = (int) delivery.signal().payload();
              seen.add(number);
              if (number % 3 == 0) {
                throw new IllegalStateException("thrown on purpose");
              }
            });

    assertThat(receiver.run(letters(10), 0, 10, true)).isEqualTo(4);
    assertThat(receiver.receive(letters(1)[0])).isEqualTo(Outcome.FAILED);

    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
    assertThat(receiver.delivered()).isEqualTo(6);
    assertThat(receiver.failed()).isEqualTo(5);
    assertThat(receiver.dropped()).isEqualTo(Map.of(DropReason.FAILED, 5L));
    assertThat(totals.delivered()).isEqualTo(6);
    assertThat(totals.dropped()).isEqualTo(Map.of(DropReason.FAILED, 5L));
  }

  @Test
  void aBatchOfFailuresIsEndedToo() {
    int[] ends = {0};
    Receiver receiver =
        receiver(
            new Subscriber() {
              @Override
              public void receive(Delivery delivery) {
                throw new IllegalStateException("thrown on purpose");
              }

              @Override
              public void endOfBatch() {
                ends[0]++;
                throw new IllegalStateException("thrown on purpose");
              }
            });

    assertThat(receiver.run(letters(2), 0, 2, true)).isEqualTo(2);
    assertThat(ends[0]).isEqualTo(1);
    assertThat(receiver.failed()).isEqualTo(2);
  }

  @Test
  void whatIsNotWantedIsFilteredAndNoLoss() {
    Receiver receiver = receiver(subscriber);
    Choice notOwn = Choice.of(door, Selection.ALL, null);
    Letter[] letters = {letter(0, door), letter(1, otherDoor), letter(2, door), letter(3, door)};
    Letter[] wanted = new Letter[4];

    assertThat(receiver.choose(letters, 0, 3, notOwn, wanted)).isEqualTo(1);

    assertThat(wanted).containsExactly(letters[1], null, null, null);
    assertThat(receiver.filtered()).isEqualTo(2);
    assertThat(receiver.dropped()).isEmpty();
    assertThat(totals.delivered()).isZero();
  }

  @Test
  void aFilterIsAskedAboutWhatOthersPublish() {
    Receiver receiver = receiver(subscriber);
    List<Object> asked = new ArrayList<>();
    Choice odd =
        Choice.of(
            door,
            Selection.ALL,
            delivery -> {
              asked.add(delivery.signal().payload());
              return (int) delivery.signal().payload() % 2 == 1;
            });
    Letter[] letters = {letter(1, door), letter(2, otherDoor), letter(3, otherDoor)};
    Letter[] wanted = new Letter[3];

    assertThat(receiver.choose(letters, 0, 3, odd, wanted)).isEqualTo(1);

    assertThat(wanted[0]).isSameAs(letters[2]);
    assertThat(asked).containsExactly(2, 3);
    assertThat(receiver.filtered()).isEqualTo(2);
  }

  @Test
  void whereAFilterThrowsTheLetterIsCountedAsFailed() {
    Receiver receiver = receiver(subscriber);
    Choice broken =
        Choice.of(
            null,
            Selection.ALL,
            delivery -> {
              throw new IllegalStateException("thrown on purpose");
            });

    assertThat(receiver.wants(letters(1)[0], broken)).isFalse();

    assertThat(receiver.filtered()).isZero();
    assertThat(receiver.dropped()).isEqualTo(Map.of(DropReason.FAILED, 1L));
    assertThat(totals.dropped()).isEqualTo(Map.of(DropReason.FAILED, 1L));
  }

  @Test
  void afterTheEndNobodyIsCalledAndEverythingCountsAsClosed() {
    Receiver receiver = receiver(subscriber);
    receiver.close();

    assertThat(receiver.isClosed()).isTrue();
    assertThat(receiver.run(letters(3), 0, 3, true)).isZero();
    assertThat(receiver.receive(letters(1)[0])).isEqualTo(Outcome.DONE);
    receiver.endOfBatch();

    assertThat(subscriber.payloads()).isEmpty();
    assertThat(subscriber.batches()).isZero();
    assertThat(receiver.dropped()).isEqualTo(Map.of(DropReason.CLOSED, 4L));
    assertThat(totals.dropped()).isEqualTo(Map.of(DropReason.CLOSED, 4L));
  }

  @Test
  void aSubscriberThatEndsItselfGetsNothingMoreOfTheRun() {
    List<Object> seen = new ArrayList<>();
    Receiver[] self = new Receiver[1];
    self[0] =
        receiver(
            delivery -> {
              seen.add(delivery.signal().payload());
              if (seen.size() == 2) {
                self[0].close();
              }
            });

    assertThat(self[0].run(letters(5), 0, 5, true)).isZero();

    assertThat(seen).containsExactly(0, 1);
    assertThat(self[0].delivered()).isEqualTo(2);
    assertThat(self[0].dropped()).isEqualTo(Map.of(DropReason.CLOSED, 3L));
  }

  @Test
  void aLetterWithoutRoomIsCountedAsAnOverflow() {
    Receiver receiver = receiver(subscriber);
    receiver.lose(letters(1)[0], DropReason.OVERFLOW);
    receiver.lose(letters(1)[0], DropReason.OVERFLOW);

    assertThat(receiver.dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 2L));
    assertThat(totals.dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 2L));
    assertThat(receiver.pattern()).isEqualTo("a:*");
  }

  @Test
  void whoLooksOnSeesHowFarARunIs() {
    List<Integer> progress = new ArrayList<>();
    Receiver[] self = new Receiver[1];
    self[0] = receiver(delivery -> progress.add(self[0].progress()));

    self[0].run(letters(3), 0, 3, true);
    self[0].run(letters(2), 0, 2, true);

    assertThat(progress).containsExactly(0, 1, 2, 0, 1);
  }

  private Receiver receiver(Subscriber whom) {
    return new Receiver(whom, "a:*", Holder.BUS, new Guard(new ManualTime()), totals);
  }

  private Letter[] letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> letter(i, otherDoor)).toArray(Letter[]::new);
  }

  private static Letter letter(int payload, Object from) {
    return new Letter(Signal.of(new SignalId(1, payload), "a:b", payload), from, null);
  }
}
