package dev.pubsub.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Plugin;
import java.util.Map;
import java.util.Set;

/**
 * Buses for an application that is wired by Guice; needs {@code pubsub-core}.
 *
 * <pre>{@code
 * Injector injector =
 *     Guice.createInjector(new ShopModule(), new PubSubModule(Map.of("pubsub.capacity", "5000")));
 * ...
 * injector.getInstance(PubSub.class).close();
 * }</pre>
 *
 * <p>The bus {@code default} is injected as {@link Bus}; whoever needs another asks {@link PubSub}
 * for it. The assembly is opened with the injector, and what keeps it from opening keeps the
 * injector from being made, with the {@link PubSubException} as the cause. Closing is the
 * application's.
 *
 * <p>Plugins are those that are discovered, and those that any module adds to the set:
 *
 * <pre>{@code
 * Multibinder.newSetBinder(binder(), Plugin.class).addBinding().to(AuditPlugin.class);
 * }</pre>
 */
public final class PubSubModule extends AbstractModule {

  private static final Key<Set<Plugin>> PLUGINS = Key.get(new TypeLiteral<Set<Plugin>>() {});

  private final Map<String, String> settings;

  /**
   * A module for one injector.
   *
   * @param settings values by full key, as a user would write them; they count for more than any
   *     other source
   */
  public PubSubModule(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Plugin.class);
    Provider<Set<Plugin>> plugins = getProvider(PLUGINS);
    Provider<PubSub> opened = () -> open(plugins.get());
    bind(PubSub.class).toProvider(opened).asEagerSingleton();
  }

  private PubSub open(Set<Plugin> plugins) {
    PubSubBuilder builder = PubSub.builder();
    plugins.forEach(builder::plugin);
    settings.forEach(builder::set);
    return builder.open();
  }

  @Provides
  Bus bus(PubSub pubsub) {
    return pubsub.bus();
  }
}
