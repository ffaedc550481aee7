package dev.pubsub.core.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.signal.SignalId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SignalIdsTest {

  private static final long NOW = 1_900_000_000_000L;

  private final SignalIds ids = new SignalIds(new Random(1));

  @Test
  void anIdentityIsAUuidOfVersionSevenThatBeginsWithTheTime() {
    SignalId id = ids.next(NOW);
    UUID uuid = UUID.fromString(id.toString());

    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(id.high() >>> 16).isEqualTo(NOW);
  }

  @Test
  void identitiesAscendWithinOneMillisecond() {
    assertThat(series(100_000, NOW, 0)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void identitiesAscendWhileTimeGoesOn() {
    assertThat(series(10_000, NOW, 1)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void identitiesAscendWhenTheClockIsSetBack() {
    assertThat(series(1000, NOW, -1)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void moreIdentitiesThanAMillisecondHoldsStillAscend() {
    SignalId before = ids.next(NOW);
    for (int i = 0; i < 5_000_000; i++) {
      SignalId next = ids.next(NOW);
      if (before.compareTo(next) >= 0) {
        assertThat(next).isGreaterThan(before);
      }
      before = next;
    }
    assertThat(UUID.fromString(before.toString()).version()).isEqualTo(7);
  }

  @Test
  void oneInSixtyFourIsASampleWhateverTheyAreFor() {
    for (int topics = 1; topics <= 128; topics++) {
      int of = topics;
      long samples =
          IntStream.range(0, 64_000)
              .filter(i -> SignalIds.isSample(ids.next(NOW)) && i % of == 0)
              .count();
      double expected = 1_000.0 / of;
      assertThat((double) samples).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
  }

  @Test
  void identitiesAreUniqueOverThreadsAndAscendOnEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<SignalId>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> series(50_000, NOW, 0)));
      }
      Set<SignalId> seen = new HashSet<>();
      for (Future<List<SignalId>> each : all) {
        assertThat(each.get()).isSorted();
        seen.addAll(each.get());
      }
      assertThat(seen).hasSize(200_000);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void twoBusesMakeDifferentIdentitiesAtTheSameTime() {
    assertThat(new SignalIds(new Random(2)).next(NOW)).isNotEqualTo(ids.next(NOW));
  }

  private List<SignalId> series(int count, long start, int step) {
    List<SignalId> series = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      series.add(ids.next(start + (long) i * step));
    }
    return series;
  }
}
