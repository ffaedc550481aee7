package dev.pubsub.spi;

import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * What a plugin gives to the assembly. New doors become new methods of the builder, so a plugin
 * that was written before them goes on working.
 */
public final class Contributions {

  private final List<Component> components;

  private Contributions(Builder builder) {
    this.components = List.copyOf(builder.components);
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

  /** Gathers what a plugin gives. */
  public static final class Builder {

    private final List<Component> components = new ArrayList<>();

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
     * Ends the gathering.
     *
     * @return the contributions
     */
    public Contributions build() {
      return new Contributions(this);
    }
  }
}
