package dev.pubsub.spi.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LocalRosterTest {

  private final Roster<String, Integer> roster = Roster.alone("here");

  @Test
  void whatIsPutIsSeenAndOwnedUntilItIsRemoved() {
    assertThat(roster.put("a", 1)).isEmpty();
    assertThat(roster.put("a", 2)).contains(1);
    assertThat(roster.entries()).containsExactly(Map.entry("a", 2));
    assertThat(roster.owner("a")).contains("here");
    assertThat(roster.remove("a")).contains(2);
    assertThat(roster.remove("a")).isEmpty();
    assertThat(roster.owner("a")).isEmpty();
  }

  @Test
  void theFirstOfAKeyStays() {
    assertThat(roster.putIfAbsent("a", 1)).isTrue();
    assertThat(roster.putIfAbsent("a", 2)).isFalse();
    assertThat(roster.entries()).containsExactly(Map.entry("a", 1));
  }

  @Test
  void anUpdateNeedsAnEntry() {
    assertThat(roster.update("a", value -> value + 1)).isEmpty();
    roster.put("a", 1);
    assertThat(roster.update("a", value -> value + 1)).contains(2);
  }

  @Test
  void watchersAreToldUntilEachEndsByItself() throws Exception {
    List<String> told = new ArrayList<>();
    Roster.Watcher<String, Integer> watcher =
        (key, before, after) -> told.add(key + tell(before) + tell(after));
    AutoCloseable first = roster.watch(watcher);
    AutoCloseable second = roster.watch(watcher);
    roster.put("a", 1);
    first.close();
    first.close();
    roster.update("a", value -> 2);
    roster.remove("a");
    roster.remove("a");
    second.close();
    roster.put("b", 1);

    assertThat(told).containsExactly("a-1", "a-1", "a12", "a2-");
  }

  private static String tell(Optional<? extends Integer> value) {
    return value.map(String::valueOf).orElse("-");
  }

  @Test
  void aWatcherThatThrowsKeepsTheChangeFromHappening() {
    roster.put("a", 1);
    roster.watch(
        (key, before, after) -> {
          throw new IllegalStateException("as the test wants it");
        });

    assertThatThrownBy(() -> roster.put("a", 2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> roster.remove("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> roster.update("a", value -> 2))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> roster.putIfAbsent("b", 2)).isInstanceOf(IllegalStateException.class);
    assertThat(roster.entries()).containsExactly(Map.entry("a", 1));
  }
}
