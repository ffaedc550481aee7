package dev.pubsub.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long a place is kept for mail that does not come. */
final class MailboxTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final Mailbox mailbox =
      new Mailbox() {
        @Override
        void wake() {}

        @Override
        void wakeForMail() {}

        @Override
        long nanoTime() {
          return time.nanoTime();
        }
      };

  /** Mail that says nothing. */
  private static final class Blank extends Item {

    @Override
    void handle(Cell cell) {}

    @Override
    void abandon(Cell cell) {}
  }

  @Test
  void aPlaceThatWasKeptInVainIsGivenToOthers() {
    assertThat(mailbox.promise(1)).isTrue();
    assertThat(mailbox.promise(1)).isFalse();
    time.advance(LONG.minusSeconds(1));
    assertThat(mailbox.hasRoom(1)).isFalse();
    time.advance(Duration.ofSeconds(1));
    assertThat(mailbox.hasRoom(1)).isTrue();
    assertThat(mailbox.promise(1)).isTrue();
    assertThat(mailbox.promise(1)).isFalse();
  }

  @Test
  void asLongAsSomeMailComesTheRestIsWaitedFor() {
    assertThat(mailbox.promise(2)).isTrue();
    assertThat(mailbox.promise(2)).isTrue();
    assertThat(mailbox.promise(2)).isFalse();
    assertThat(mailbox.post(new Blank(), 2, true)).isTrue();
    time.advance(LONG);
    assertThat(mailbox.promise(2)).isFalse();
    time.advance(LONG);
    assertThat(mailbox.promise(2)).isTrue();
    assertThat(mailbox.promise(2)).isFalse();
  }

  @Test
  void mailThatNobodyPromisedLeavesThePlacesThatAreKept() {
    assertThat(mailbox.promise(2)).isTrue();
    assertThat(mailbox.post(new Blank(), 2, false)).isTrue();
    assertThat(mailbox.post(new Blank(), 2, false)).isFalse();
    assertThat(mailbox.post(new Blank(), 2, true)).isTrue();
    assertThat(mailbox.post(new Blank(), 2, true)).isFalse();
  }

  @Test
  void itTakesAPlaceThatWasKeptInVain() {
    assertThat(mailbox.promise(1)).isTrue();
    assertThat(mailbox.post(new Blank(), 1, false)).isFalse();
    time.advance(LONG);
    assertThat(mailbox.post(new Blank(), 1, false)).isTrue();
  }

  @Test
  void whatWasPromisedBeforeItWasClosedIsNeverForgotten() {
    assertThat(mailbox.promise(1)).isTrue();
    assertThat(mailbox.post(new Blank(), 1, false)).isFalse();
    mailbox.close();
    time.advance(LONG);
    assertThat(mailbox.post(new Blank(), 1, false)).isFalse();
    assertThat(mailbox.isDone()).isFalse();
    assertThat(mailbox.post(new Blank(), 1, true)).isTrue();
  }
}
