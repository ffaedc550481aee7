package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  @Test
  void ofTwoRetentionsTheWiderBoundsHold() {
    Retention few = Retention.newest(3).withAge(Duration.ofHours(1));
    Retention small = Retention.newest(2).withAge(Duration.ofHours(2)).withBytes(100);

    assertThat(few.or(small)).isEqualTo(small.or(few));
    assertThat(few.or(small)).isEqualTo(few.withAge(Duration.ofHours(2)));
  }

  @Test
  void aPartOfARetentionIsNeverNothing() {
    Retention all = Retention.newest(10).withAge(Duration.ofHours(1)).withBytes(1_000);

    assertThat(all.scaledTo(50))
        .isEqualTo(Retention.newest(5).withAge(Duration.ofMinutes(30)).withBytes(500));
    assertThat(Retention.newest(1).withBytes(3).scaledTo(10))
        .isEqualTo(Retention.newest(1).withBytes(1));
    assertThat(Retention.ALL.scaledTo(10)).isEqualTo(Retention.ALL);
  }

  @Test
  void aRetentionKeepsSomething() {
    expectBadOption(() -> Retention.newest(0));
    expectBadOption(() -> Retention.ALL.withAge(Duration.ZERO));
    expectBadOption(() -> Retention.ALL.withAge(Duration.ofNanos(-1)));
    expectBadOption(() -> Retention.ALL.withBytes(0));
  }

  @Test
  void onlyTheNewestAndTheNextDoNotNameAllThatThereIs() {
    assertThat(StartAt.since(Instant.EPOCH).namesAll()).isTrue();
    assertThat(StartAt.after("").namesAll()).isTrue();
    assertThat(StartAt.last(1).namesAll()).isFalse();
    assertThat(StartAt.NOW.namesAll()).isFalse();
    expectBadOption(() -> StartAt.last(0));
  }

  @Test
  void aReplayHasASpeed() {
    assertThat(new ReplayRequest("a", StartAt.last(1), "b", 0).speed()).isZero();
    for (double speed : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      expectBadOption(() -> new ReplayRequest("a", StartAt.last(1), "b", speed));
    }
  }

  @Test
  void aPageDoesNotChangeWithTheListItWasMadeFrom() {
    List<HistoryPage.Entry> entries = new ArrayList<>();
    HistoryPage page = new HistoryPage(entries, Optional.of("5"), false);
    entries.add(new HistoryPage.Entry(Signal.of(new SignalId(1, 2), "a", "x"), "6"));

    assertThat(page.entries()).isEmpty();
  }

  private static void expectBadOption(Runnable call) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, call::run);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_OPTION);
  }
}
