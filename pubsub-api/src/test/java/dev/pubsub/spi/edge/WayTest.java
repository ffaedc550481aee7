package dev.pubsub.spi.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.Way.Shares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WayTest {

  private static final GroupId GROUP = new GroupId("a:*", "workers");

  @Test
  void aWayLeadsOutWhereSomebodyWantsAllOrAShare() {
    Shares shares = new Shares(GROUP, Map.of("b", 2), true);
    assertThat(Way.NOWHERE.leadsOut()).isFalse();
    assertThat(Way.OUT.leadsOut()).isTrue();
    assertThat(new Way(false, 0, List.of(shares), Way.ANY_ROOM).leadsOut()).isTrue();
  }

  @Test
  void roomIsAskedForWhereItIsNotAlwaysThere() {
    assertThat(Way.OUT.isAskedForRoom()).isFalse();
    assertThat(Way.OUT.room().getAsBoolean()).isTrue();
    assertThat(new Way(true, 1, List.of(), () -> false).isAskedForRoom()).isTrue();
  }

  @Test
  void whatIsSaidOnceDoesNotChange() {
    Map<String, Integer> members = new HashMap<>(Map.of("b", 1));
    Shares shares = new Shares(GROUP, members, true);
    List<Chosen> chosen = new ArrayList<>(List.of(new Chosen(GROUP, "b")));
    Destinations to = new Destinations(false, chosen, 1);
    List<GroupId> groups = new ArrayList<>(List.of(GROUP));
    Arrival arrival = new Arrival(false, groups, 1);
    members.clear();
    chosen.clear();
    groups.clear();

    assertThat(shares.members()).containsOnlyKeys("b");
    assertThat(to.chosen()).hasSize(1);
    assertThat(arrival.groups()).containsExactly(GROUP);
    assertThat(Destinations.EVERYONE.everyone()).isTrue();
    assertThat(Arrival.EVERYONE.everyone()).isTrue();
  }

  @Test
  void aDemandIsOfSomebody() {
    assertThat(Demand.ofAll("a")).isEqualTo(new Demand("a", "", 1, false));
    assertThat(new Demand("a", "", 0, true).members()).isZero();
    assertThatThrownBy(() -> new Demand("a", "", -1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new Demand("a", "workers", 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Way(true, -1, List.of(), Way.ANY_ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
