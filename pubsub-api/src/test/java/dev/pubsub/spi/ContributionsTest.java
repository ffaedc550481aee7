package dev.pubsub.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.spi.flow.SubscriberDecorator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  void everythingThatIsContributedIsThereOnce() {
    Gate gate = (operation, bus, principal, resource, priority) -> Admission.GRANTED;
    Authorizer authorizer = (operation, bus, principal, resource) -> Optional.empty();
    Function<String, String> greeting = bus -> "hello";
    Interceptor interceptor = (bus, signal) -> new Decision.Pass(signal);
    SubscriberDecorator decorator = (next, control) -> next;
    PressureSource source = sink -> {};
    Relief relief = new Relief(PressureLevel.HIGH, Set.of(), "a little", () -> {}, () -> {});

    Contributions all =
        Contributions.builder()
            .authorizer(authorizer)
            .extension(String.class, greeting)
            .gate(gate)
            .interceptor(interceptor)
            .decorator(decorator)
            .pressureSource(source)
            .relief(relief)
            .observer(Observer.NONE)
            .build();

    assertThat(all.authorizers()).containsExactly(authorizer);
    assertThat(all.extensions()).containsExactly(Map.entry(String.class, greeting));
    assertThat(all.gates()).containsExactly(gate);
    assertThat(all.interceptors()).containsExactly(interceptor);
    assertThat(all.decorators()).containsExactly(decorator);
    assertThat(all.pressureSources()).containsExactly(source);
    assertThat(all.reliefs()).containsExactly(relief);
    assertThat(all.observers()).containsExactly(Observer.NONE);
    assertThat(all.endpoints()).isEmpty();
    assertThat(all.store()).isEmpty();
    assertThat(all.filterLanguage()).isEmpty();
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
