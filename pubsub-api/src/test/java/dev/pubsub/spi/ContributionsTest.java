package dev.pubsub.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContributionsTest {

  private static class Idle implements Component {
    @Override
    public void start(Gateway gateway) {}

    @Override
    public void stop() {}
  }

  private static final class IdleTransport extends Idle implements Transport {
    @Override
    public List<Address> addresses() {
      return List.of();
    }
  }

  @Test
  void nothingIsContributedByDefault() {
    assertThat(Contributions.builder().build().components()).isEmpty();
  }

  @Test
  void componentsAndTransportsKeepTheirOrder() {
    Component first = new Idle();
    Transport second = new IdleTransport();
    Component third = new Idle();

    Contributions contributions =
        Contributions.builder().component(first).transport(second).component(third).build();

    assertThat(contributions.components()).containsExactly(first, second, third);
  }

  @Test
  void whatWasBuiltDoesNotChangeWithItsBuilder() {
    Contributions.Builder builder = Contributions.builder().component(new Idle());
    Contributions contributions = builder.build();
    builder.component(new Idle());

    assertThat(contributions.components()).hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> contributions.components().clear());
  }

  @Test
  void aComponentNeedNotDrainAndAPluginNeedNotDeclareSettings() {
    Plugin plugin =
        new Plugin() {
          @Override
          public String id() {
            return "plain";
          }

          @Override
          public Contributions install(Environment environment) {
            return Contributions.builder().build();
          }
        };

    assertThat(plugin.settings()).isEmpty();
    assertThat(plugin.requires()).isEmpty();
    assertThat(plugin.apiVersion()).isEqualTo(new ApiVersion(1, 0));
    new Idle().quiesce();
    new Idle().drain(Duration.ZERO);
  }
}
