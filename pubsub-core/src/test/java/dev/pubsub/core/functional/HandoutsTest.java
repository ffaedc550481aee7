package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.spi.edge.Gateway;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What plugins hand to applications, and what nodes tell each other. */
final class HandoutsTest {

  /** What applications want. */
  private record Greeting(String text) {}

  private record Greeter(String id, Function<String, Greeting> byBus) implements Plugin {

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().extension(Greeting.class, byBus).build();
    }
  }

  @Test
  void eachBusHasOneOfItsOwnMadeWhenItIsFirstWanted() {
    Greeter greeter = new Greeter("greeter", bus -> new Greeting("hello from " + bus));
    try (PubSub pubsub =
        PubSub.builder().discover(false).plugin(greeter).set("pubsub.buses", "side").open()) {
      Greeting first = pubsub.bus().extension(Greeting.class).orElseThrow();
      assertThat(first.text()).isEqualTo("hello from default");
      assertThat(pubsub.bus().extension(Greeting.class)).containsSame(first);
      assertThat(pubsub.bus("side").extension(Greeting.class))
          .contains(new Greeting("hello from side"));
      assertThat(pubsub.bus().extension(String.class)).isEmpty();
    }
  }

  @Test
  void aPluginThatFailsIsNamed() {
    Greeter broken =
        new Greeter(
            "greeter",
            bus -> {
              throw new IllegalStateException("no voice");
            });
    try (PubSub pubsub = PubSub.builder().discover(false).plugin(broken).open()) {
      assertThatThrownBy(() -> pubsub.bus().extension(Greeting.class))
          .isInstanceOf(PubSubException.class)
          .hasMessageContaining("'greeter'")
          .hasMessageContaining("no voice");
    }
  }

  @Test
  void twoPluginsMayNotBringTheSame() {
    Function<String, Greeting> hello = bus -> new Greeting("hello");
    assertThatThrownBy(
            () ->
                PubSub.builder()
                    .discover(false)
                    .plugin(new Greeter("a", hello))
                    .plugin(new Greeter("b", hello))
                    .open())
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(StandardError.BAD_PLUGIN);
  }

  private static final RosterCodec<String, Integer> NUMBERS =
      new RosterCodec<>() {
        @Override
        public String writeKey(String key) {
          return key;
        }

        @Override
        public String readKey(String text) {
          return text;
        }

        @Override
        public Object write(Integer value) {
          return value;
        }

        @Override
        public Integer read(Object written) {
          return ((Number) written).intValue();
        }
      };

  @Test
  void aNodeAloneIsItsOnlyMemberAndHasOneRosterOfEachName() {
    try (PubSub pubsub = PubSub.builder().discover(false).set("pubsub.node", "node1").open()) {
      Gateway gateway = pubsub.gateway();
      assertThat(gateway.members().self()).isEqualTo("node1");
      assertThat(gateway.members().list()).containsExactly("node1");
      Roster<String, Integer> roster = gateway.roster("r", NUMBERS);
      assertThat(roster.putIfAbsent("k", 1)).isTrue();
      assertThat(gateway.<String, Integer>roster("r", NUMBERS)).isSameAs(roster);
      assertThat(roster.owner("k")).contains("node1");
    }
  }
}
