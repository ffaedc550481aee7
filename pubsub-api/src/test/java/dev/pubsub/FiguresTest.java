package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.SignalId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FiguresTest {

  @Test
  void whatWasMatchedAndNotDroppedIsDelivered() {
    assertThat(new PublishResult.Accepted(new SignalId(1, 2), 7, 3).delivered()).isEqualTo(4);
  }

  @Test
  void lossesAreAddedUpOverAllReasons() {
    Map<DropReason, Long> losses =
        Map.of(DropReason.OVERFLOW, 3L, DropReason.FAILED, 4L, DropReason.CLOSED, 5L);

    assertThat(new SubscriptionStats(1, 0, 0, losses, false, 0).droppedTotal()).isEqualTo(12);
    assertThat(
            new BusStats(1, 0, 1, losses, 0, Map.of(), 0, 0, Map.of(), 0, 0, BusPace.STILL, 0, 0)
                .droppedTotal())
        .isEqualTo(12);
    assertThat(new SubscriptionStats(1, 0, 0, Map.of(), false, 0).droppedTotal()).isZero();
  }

  @Test
  void figuresDoNotChangeWithTheMapsTheyWereMadeFrom() {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    Map<String, Integer> byPattern = new HashMap<>();
    SubscriptionStats stats = new SubscriptionStats(0, 0, 0, losses, false, 0);
    BusStats bus =
        new BusStats(0, 0, 0, losses, 0, byPattern, 0, 0, Map.of(), 0, 0, BusPace.STILL, 0, 0);
    losses.put(DropReason.FAILED, 1L);
    byPattern.put("a", 1);

    assertThat(stats.dropped()).isEmpty();
    assertThat(bus.dropped()).isEmpty();
    assertThat(bus.subscriptions()).isEmpty();
  }
}
