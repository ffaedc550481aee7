package dev.pubsub.spi;

import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.spi.flow.SubscriberDecorator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a plugin gives to the assembly. New doors become new methods of the builder, so a plugin
 * that was written before them goes on working.
 */
public final class Contributions {

  private final List<Component> components;
  private final List<Endpoint> endpoints;
  private final List<HealthCheck> healthChecks;
  private final List<Gauge> gauges;
  private final List<Authorizer> authorizers;
  private final List<Gate> gates;
  private final List<Interceptor> interceptors;
  private final List<SubscriberDecorator> decorators;
  private final List<PressureSource> pressureSources;
  private final List<Relief> reliefs;
  private final List<Observer> observers;
  private final Optional<Function<String, Store>> store;
  private final Optional<FilterLanguage> filterLanguage;
  private final Optional<Cluster> cluster;
  private final Map<Class<?>, Function<String, ?>> extensions;

  private Contributions(Builder builder) {
    this.components = List.copyOf(builder.components);
    this.endpoints = List.copyOf(builder.endpoints);
    this.healthChecks = List.copyOf(builder.healthChecks);
    this.gauges = List.copyOf(builder.gauges);
    this.authorizers = List.copyOf(builder.authorizers);
    this.gates = List.copyOf(builder.gates);
    this.interceptors = List.copyOf(builder.interceptors);
    this.decorators = List.copyOf(builder.decorators);
    this.pressureSources = List.copyOf(builder.pressureSources);
    this.reliefs = List.copyOf(builder.reliefs);
    this.observers = List.copyOf(builder.observers);
    this.store = builder.store;
    this.filterLanguage = builder.filterLanguage;
    this.cluster = builder.cluster;
    this.extensions = Map.copyOf(builder.extensions);
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
   * What says how parts are.
   *
   * @return in the order in which they were given
   */
  public List<HealthCheck> healthChecks() {
    return healthChecks;
  }

  /**
   * What is shown among the meters.
   *
   * @return in the order in which they were given
   */
  public List<Gauge> gauges() {
    return gauges;
  }

  /**
   * What says whether somebody may ever do something.
   *
   * @return in the order in which they were given
   */
  public List<Authorizer> authorizers() {
    return authorizers;
  }

  /**
   * What says whether something may happen now.
   *
   * @return in the order in which they were given
   */
  public List<Gate> gates() {
    return gates;
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
   * What stands in front of subscribers.
   *
   * @return in the order in which they were given
   */
  public List<SubscriberDecorator> decorators() {
    return decorators;
  }

  /**
   * What measures how scarce resources are.
   *
   * @return in the order in which they were given
   */
  public List<PressureSource> pressureSources() {
    return pressureSources;
  }

  /**
   * What the plugin gives up while they are.
   *
   * @return in the order in which they were given
   */
  public List<Relief> reliefs() {
    return reliefs;
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

  /**
   * What knows of other nodes.
   *
   * @return empty unless the plugin brings it
   */
  public Optional<Cluster> cluster() {
    return cluster;
  }

  /**
   * What applications get for a bus.
   *
   * @return what makes it from the name of the bus, by its type
   */
  public Map<Class<?>, Function<String, ?>> extensions() {
    return extensions;
  }

  /** Gathers what a plugin gives. */
  public static final class Builder {

    private final List<Component> components = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<HealthCheck> healthChecks = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private final List<Authorizer> authorizers = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<SubscriberDecorator> decorators = new ArrayList<>();
    private final List<PressureSource> pressureSources = new ArrayList<>();
    private final List<Relief> reliefs = new ArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private Optional<Function<String, Store>> store = Optional.empty();
    private Optional<FilterLanguage> filterLanguage = Optional.empty();
    private Optional<Cluster> cluster = Optional.empty();
    private final Map<Class<?>, Function<String, ?>> extensions = new LinkedHashMap<>();

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
     * Contributes something that says how a part is. No two of an assembly have the same name.
     *
     * @param check what to ask
     * @return this builder
     */
    public Builder healthCheck(HealthCheck check) {
      healthChecks.add(check);
      return this;
    }

    /**
     * Contributes a figure that is shown among the meters of the node.
     *
     * @param gauge what to ask
     * @return this builder
     */
    public Builder gauge(Gauge gauge) {
      gauges.add(gauge);
      return this;
    }

    /**
     * Contributes something that says whether somebody may ever do something.
     *
     * @param authorizer what to ask
     * @return this builder
     */
    public Builder authorizer(Authorizer authorizer) {
      authorizers.add(authorizer);
      return this;
    }

    /**
     * Contributes something that says whether operations may happen now.
     *
     * @param gate what to ask
     * @return this builder
     */
    public Builder gate(Gate gate) {
      gates.add(gate);
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
     * Contributes something that stands in front of subscribers.
     *
     * @param decorator what to ask about each subscription
     * @return this builder
     */
    public Builder decorator(SubscriberDecorator decorator) {
      decorators.add(decorator);
      return this;
    }

    /**
     * Contributes something that measures how scarce resources are.
     *
     * @param source what reports
     * @return this builder
     */
    public Builder pressureSource(PressureSource source) {
      pressureSources.add(source);
      return this;
    }

    /**
     * Contributes something that is given up while resources are scarce.
     *
     * @param relief what, and from which level on
     * @return this builder
     */
    public Builder relief(Relief relief) {
      reliefs.add(relief);
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
     * Contributes what knows of other nodes. One plugin of an assembly may.
     *
     * @param nodes what is known of them
     * @return this builder
     */
    public Builder cluster(Cluster nodes) {
      cluster = Optional.of(nodes);
      return this;
    }

    /**
     * Contributes something that applications use beside a bus, see {@link
     * dev.pubsub.Bus#extension}. One plugin of an assembly may bring a type.
     *
     * @param type by which applications ask for it
     * @param byBus makes it from the name of the bus: when it is first asked for, after the plugin
     *     was started, once for each bus
     * @param <T> the type
     * @return this builder
     */
    public <T> Builder extension(Class<T> type, Function<String, ? extends T> byBus) {
      extensions.put(type, byBus);
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
