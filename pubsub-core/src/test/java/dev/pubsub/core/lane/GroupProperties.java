package dev.pubsub.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.lane.ModelGroup.Change;
import dev.pubsub.core.lane.ModelGroup.Place;
import dev.pubsub.core.lane.ModelGroup.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whom a group chooses, beside a list of members that each hold what they were sent. */
final class GroupProperties {

  private static final int KEYS = 40;

  @Property(seed = "1", tries = 300)
  void whoHasRoomIsChosenAndWhoIsPausedOnlyIfNobodyElseHas(@ForAll("steps") List<Step> steps) {
    ModelGroup group = new ModelGroup();
    for (Step step : steps) {
      group.take(step);
      Place chosen = group.choose("");
      assertThat(chosen == null).isEqualTo(group.members().isEmpty());
      if (chosen != null) {
        assertThat(chosen.isFull())
            .as("full")
            .isEqualTo(group.members().stream().allMatch(Place::isFull));
        if (!chosen.isFull()) {
          assertThat(chosen.isPaused())
              .as("paused")
              .isEqualTo(
                  group.members().stream()
                      .filter(each -> !each.isFull())
                      .allMatch(Place::isPaused));
          chosen.send();
        }
      }
    }
  }

  @Property(seed = "2", tries = 300)
  void aKeyMovesOnlyFromWhoLeavesOrToWhoJoins(@ForAll("steps") List<Step> steps) {
    ModelGroup group = new ModelGroup();
    Map<String, Place> owners = new HashMap<>();
    for (Step step : steps) {
      Change change = group.take(step);
      for (int i = 0; i < KEYS; i++) {
        String key = "key-" + i;
        Place owner = group.choose(key);
        Place before = owners.get(key);
        if (before != null && owner != before) {
          assertThat(before == change.left() || owner == change.came()).as(key).isTrue();
        }
        if (owner == null) {
          owners.remove(key);
        } else {
          owners.put(key, owner);
        }
      }
    }
  }

  @Property(seed = "3", tries = 100)
  void thoseWhoAreReadyHaveEqualShares(
      @ForAll @IntRange(min = 1, max = 7) int ready, @ForAll @IntRange(max = 3) int paused) {
    ModelGroup group = new ModelGroup();
    IntStream.range(0, ready + paused).forEach(i -> group.join());
    for (int i = 0; i < paused; i++) {
      group.members().get(i * (ready + paused) / paused).pause(true);
    }
    Map<Place, Integer> turns = new HashMap<>();
    for (int i = 0; i < ready * 10; i++) {
      turns.merge(group.choose(""), 1, Integer::sum);
    }

    assertThat(turns).hasSize(ready);
    assertThat(turns.values()).containsOnly(10);
  }

  @Property(seed = "4", tries = 20)
  void keysAreSpreadOverTheMembers(@ForAll @IntRange(min = 2, max = 10) int members) {
    ModelGroup group = new ModelGroup();
    IntStream.range(0, members).forEach(i -> group.join());
    Map<Place, Integer> shares = new HashMap<>();
    for (int i = 0; i < 1000 * members; i++) {
      shares.merge(group.choose("user:" + i), 1, Integer::sum);
    }

    assertThat(shares).hasSize(members);
    assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(800, 1200));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(ModelGroup.Kind.class), Arbitraries.integers().between(0, 99))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }
}
