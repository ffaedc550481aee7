package dev.pubsub.cluster.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.cluster.member.Nodes;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.RosterContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A roster that is shared, and what it shows of others; they are told nothing here. */
final class SharedRosterTest extends RosterContract {

  private static final Node OLD = new Node("old", 1);
  private static final Node SELF = new Node("self", 2);
  private static final Node YOUNG = new Node("young", 3);

  private final Nodes nodes = new Nodes(SELF);
  private Shared set;
  private final Rosters rosters =
      new Rosters(
          SELF,
          nodes,
          (name, shared) -> {
            assertThat(name).isEqualTo("roster/r");
            set = shared;
          },
          shared -> {});

  @Override
  protected Roster<String, Integer> roster() {
    return rosters.get("r", new Numbers());
  }

  @Override
  protected Members members() {
    return nodes;
  }

  private void admit(Node... present) {
    nodes.settle(List.of(present));
    for (Node node : present) {
      if (!node.equals(SELF)) {
        set.remote().admit(node);
      }
    }
    rosters.reorder();
  }

  /** Has a node have these entries and no others. */
  private void hear(Node node, long sequence, String... texts) {
    set.remote().hear(node, new Frame.Snapshot("roster/r", 1, sequence, 0, 1, List.of(texts)));
  }

  private static String text(String key, int value) {
    return new EntryText<>("r", new Numbers()).write(key, value);
  }

  @Test
  void whatAnotherNodeHasIsSeenUntilItIsGone() {
    Roster<String, Integer> roster = roster();
    admit(SELF, YOUNG);
    hear(YOUNG, 1, text("a", 1), text("b", 2));
    assertThat(roster.entries()).containsEntry("a", 1).containsEntry("b", 2).hasSize(2);
    assertThat(roster.owner("a")).contains("young");
    assertThat(roster.putIfAbsent("a", 5)).isFalse();
    assertThat(roster.update("a", value -> value + 1)).isEmpty();
    assertThat(roster.remove("a")).isEmpty();

    set.remote().forget(YOUNG);
    assertThat(roster.entries()).isEmpty();
    assertThat(roster.owner("a")).isEmpty();
  }

  @Test
  void itsOwnIsSeenBeforeThatOfTheOldestAndEachWhenThoseBeforeAreGone() {
    Roster<String, Integer> roster = roster();
    admit(OLD, SELF, YOUNG);
    hear(YOUNG, 1, text("a", 3));
    hear(OLD, 1, text("a", 1));
    assertThat(roster.entries()).containsEntry("a", 1);
    assertThat(roster.put("a", 2)).isEmpty();
    assertThat(roster.owner("a")).contains("self");
    assertThat(roster.put("a", 22)).contains(2);
    assertThat(roster.entries()).containsEntry("a", 22);

    assertThat(roster.remove("a")).contains(22);
    assertThat(roster.owner("a")).contains("old");
    set.remote().forget(OLD);
    assertThat(roster.entries()).containsEntry("a", 3);
  }

  @Test
  void whoWatchesIsToldOnceThatAnotherNodeHasTheSame() {
    Roster<String, Integer> roster = roster();
    List<String> told = new ArrayList<>();
    roster.watch(
        new Roster.Watcher<String, Integer>() {
          @Override
          public void changed(
              String key, Optional<? extends Integer> before, Optional<? extends Integer> after) {}

          @Override
          public void contested(String key, Integer own, Integer other) {
            told.add(key + " " + own + " " + other);
          }
        });
    admit(OLD, SELF, YOUNG);
    roster.put("a", 2);
    hear(OLD, 1, text("a", 1), text("b", 1));
    hear(OLD, 2, text("a", 11), text("b", 1));
    roster.put("a", 22);
    assertThat(told).containsExactly("a 2 1");
    hear(OLD, 3, text("b", 1));
    hear(OLD, 4, text("a", 1), text("b", 1));
    assertThat(told).containsExactly("a 2 1", "a 22 1");
    roster.put("b", 5);
    assertThat(told).containsExactly("a 2 1", "a 22 1", "b 5 1");
  }

  @Test
  void whoIsOlderMayChangeWhenPartsOfAClusterMeet() {
    Roster<String, Integer> roster = roster();
    admit(OLD, SELF, YOUNG);
    hear(OLD, 1, text("a", 2));
    hear(YOUNG, 1, text("a", 3));
    admit(YOUNG, SELF, OLD);
    assertThat(roster.owner("a")).contains("young");
  }

  @Test
  void watchersAreToldWhatIsSeenAndNothingElse() throws Exception {
    Roster<String, Integer> roster = roster();
    admit(OLD, SELF, YOUNG);
    List<String> told = new ArrayList<>();
    try (AutoCloseable watching =
        roster.watch((key, before, after) -> told.add(key + show(before) + show(after)))) {
      hear(YOUNG, 1, text("a", 3));
      hear(YOUNG, 2, text("a", 4));
      roster.put("a", 2);
      hear(YOUNG, 3, text("a", 5));
      set.remote().forget(YOUNG);
    }
    roster.remove("a");
    assertThat(told).containsExactly("a - 3", "a 3 4", "a 4 2");
  }

  private static String show(Optional<? extends Integer> value) {
    return value.map(number -> " " + number).orElse(" -");
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    Roster<String, Integer> roster = roster();
    admit(SELF, YOUNG);
    hear(YOUNG, 1, "\u0003nonsense", "", text("a", 1));
    assertThat(roster.entries().keySet()).isEqualTo(Set.of("a"));
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    EntryText<String, Object> texts = new EntryText<>("r", new Anything());
    assertThatThrownBy(() -> texts.write("a", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  private static final class Anything
      implements dev.pubsub.spi.cluster.RosterCodec<String, Object> {
    @Override
    public String writeKey(String key) {
      return key;
    }

    @Override
    public String readKey(String text) {
      return text;
    }

    @Override
    public Object write(Object value) {
      return value;
    }

    @Override
    public Object read(Object written) {
      return written;
    }
  }
}
