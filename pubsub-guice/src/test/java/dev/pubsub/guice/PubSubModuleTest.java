package dev.pubsub.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class PubSubModuleTest {

  /** What it says is made by the application's injector, as the plugin is. */
  private record Phrase(String text) {}

  private static final class Orders {

    private final Bus bus;

    @Inject
    Orders(Bus bus) {
      this.bus = bus;
    }
  }

  private static final class GreetingPlugin implements Plugin {

    private final Phrase phrase;

    @Inject
    GreetingPlugin(Phrase phrase) {
      this.phrase = phrase;
    }

    @Override
    public String id() {
      return "greeting";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().component(new Greeter(phrase)).build();
    }
  }

  private record Greeter(Phrase phrase) implements Component {

    @Override
    public void start(Gateway gateway) {
      try (Session session =
          gateway.open("default", new Principal("system:greeting"), SessionOptions.DEFAULT)) {
        session.topics().create(phrase.text());
      }
    }

    @Override
    public void stop() {}
  }

  private static final Module APPLICATION =
      new AbstractModule() {
        @Override
        protected void configure() {
          bind(Orders.class);
          bind(Phrase.class).toInstance(new Phrase("hello"));
          Multibinder.newSetBinder(binder(), Plugin.class).addBinding().to(GreetingPlugin.class);
        }
      };

  @Test
  void theBusIsInjected() {
    Injector injector = Guice.createInjector(APPLICATION, new PubSubModule(Map.of()));
    try (PubSub pubsub = injector.getInstance(PubSub.class)) {
      List<Object> received = new CopyOnWriteArrayList<>();
      Bus bus = injector.getInstance(Orders.class).bus;
      bus.subscribe("orders:*", delivery -> received.add(delivery.signal().payload()));
      bus.publish("orders:1", "paid");

      assertThat(pubsub.drain(Duration.ofSeconds(30))).isTrue();
      assertThat(received).containsExactly("paid");
      assertThat(injector.getInstance(PubSub.class)).isSameAs(pubsub);
    }
  }

  @Test
  void pluginsOfTheApplicationAreWiredByIt() {
    Injector injector = Guice.createInjector(APPLICATION, new PubSubModule(Map.of()));
    try (PubSub pubsub = injector.getInstance(PubSub.class)) {
      assertThat(pubsub.bus().topics().find("hello")).isPresent();
    }
  }

  @Test
  void noPluginNeedBeContributed() {
    Injector injector = Guice.createInjector(new PubSubModule(Map.of()));

    injector.getInstance(PubSub.class).close();
  }

  @Test
  void whatKeepsTheAssemblyFromOpeningKeepsTheInjectorFromBeingMade() {
    assertThatExceptionOfType(CreationException.class)
        .isThrownBy(() -> Guice.createInjector(new PubSubModule(Map.of("pubsub.capacity", "many"))))
        .satisfies(
            failure ->
                assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                        PubSubException.class,
                        cause -> assertThat(cause.code()).isEqualTo(StandardError.BAD_SETTINGS)));
  }
}
