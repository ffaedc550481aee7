package dev.pubsub.spi;

import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a plugin gives to the assembly. New doors become new methods of the builder, so a plugin
 * that was written before them goes on working.
 */
public final class Contributions {

  private final List<Component> components;
  private final List<Endpoint> endpoints;
  private final List<Interceptor> interceptors;
  private final List<Observer> observers;
  private final Optional<Function<String, Store>> store;
  private final Optional<FilterLanguage> filterLanguage;

  private Contributions(Builder builder) {
    this.components = List.copyOf(builder.components);
    this.endpoints = List.copyOf(builder.endpoints);
    this.interceptors = List.copyOf(builder.interceptors);
    this.observers = List.copyOf(builder.observers);
    this.store = builder.store;
    this.filterLanguage = builder.filterLanguage;
  }

  /**
   * Starts with nothing.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The parts with a life of their own, transports among them.
   *
   * @return in the order in which they were given
   */
  public List<Component> components() {
    return components;
  }

  /**
   * What is answered over HTTP.
   *
   * @return in the order in which they were given
   */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /**
   * What looks at every signal that is being published.
   *
   * @return in the order in which they were given
   */
  public List<Interceptor> interceptors() {
    return interceptors;
  }

  /**
   * What looks on.
   *
   * @return in the order in which they were given
   */
  public List<Observer> observers() {
    return observers;
  }

  /**
   * What makes the store of a bus from its name.
   *
   * @return empty unless the plugin brings one
   */
  public Optional<Function<String, Store>> store() {
    return store;
  }

  /**
   * What reads the content filters of subscriptions.
   *
   * @return empty unless the plugin brings one
   */
  public Optional<FilterLanguage> filterLanguage() {
    return filterLanguage;
  }

  /** Gathers what a plugin gives. */
  public static final class Builder {

    private final List<Component> components = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private Optional<Function<String, Store>> store = Optional.empty();
    private Optional<FilterLanguage> filterLanguage = Optional.empty();

    private Builder() {}

    /**
     * Contributes a part that is started and stopped with the assembly.
     *
     * @param component the part
     * @return this builder
     */
    public Builder component(Component component) {
      components.add(component);
      return this;
    }

    /**
     * Contributes a transport.
     *
     * @param transport the transport
     * @return this builder
     */
    public Builder transport(Transport transport) {
      return component(transport);
    }

    /**
     * Contributes something that is answered over HTTP, by whichever transport speaks it. No two of
     * an assembly may answer the same request, nor one that the transport answers itself.
     *
     * @param endpoint what to ask
     * @return this builder
     */
    public Builder endpoint(Endpoint endpoint) {
      endpoints.add(endpoint);
      return this;
    }

    /**
     * Contributes something that looks at every signal that is being published.
     *
     * @param interceptor what to ask
     * @return this builder
     */
    public Builder interceptor(Interceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /**
     * Contributes something that looks on.
     *
     * @param observer what to tell
     * @return this builder
     */
    public Builder observer(Observer observer) {
      observers.add(observer);
      return this;
    }

    /**
     * Contributes the store in which the buses keep their history, instead of memory. One plugin of
     * an assembly may.
     *
     * @param stores makes the store of a bus from its name; called once for each, before anything
     *     is started
     * @return this builder
     */
    public Builder store(Function<String, Store> stores) {
      store = Optional.of(stores);
      return this;
    }

    /**
     * Contributes what reads the content filters of subscriptions. One plugin of an assembly may.
     *
     * @param language compiles them
     * @return this builder
     */
    public Builder filterLanguage(FilterLanguage language) {
      filterLanguage = Optional.of(language);
      return this;
    }

    /**
     * Ends the gathering.
     *
     * @return the contributions
     */
    public Contributions build() {
      return new Contributions(this);
    }
  }
}
