package dev.pubsub.core.assembly;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed plugins and their components: started in order, stopped in reverse. */
public final class Assembly {

  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private final List<Part> parts;
  private final Deque<Part> started = new ArrayDeque<>();

  private Assembly(List<Part> parts) {
    this.parts = parts;
  }

  private record Part(String plugin, Component component) {}

  /** Refuses ids that are not plain words, or given twice. */
  public static void checkIds(List<Plugin> plugins) {
    Set<String> seen = new HashSet<>();
    for (Plugin plugin : plugins) {
      if (!ID.matcher(plugin.id()).matches()) {
        throw new PubSubException(
            StandardError.BAD_PLUGIN,
            "plugin id '"
                + plugin.id()
                + "' of "
                + plugin.getClass().getName()
                + " must be lower case letters, digits and '-'");
      }
      if (!seen.add(plugin.id())) {
        throw new PubSubException(
            StandardError.BAD_PLUGIN, "there are two plugins with the id '" + plugin.id() + "'");
      }
    }
  }

  /** Installs all plugins; starts nothing. */
  public static Assembly install(List<Plugin> plugins, Function<Plugin, Environment> environments) {
    List<Part> parts = new ArrayList<>();
    for (Plugin plugin : plugins) {
      try {
        plugin
            .install(environments.apply(plugin))
            .components()
            .forEach(component -> parts.add(new Part(plugin.id(), component)));
      } catch (RuntimeException | LinkageError e) {
        throw failed(plugin.id(), "be installed", e);
      }
    }
    return new Assembly(parts);
  }

  /** Starts the components; if one fails, those before it are stopped again. */
  public void start(Gateway gateway) {
    for (Part part : parts) {
      started.push(part);
      try {
        part.component.start(gateway);
      } catch (Exception | LinkageError e) {
        stop();
        throw failed(part.plugin, "start", e);
      }
    }
  }

  private static PubSubException failed(String plugin, String what, Throwable cause) {
    if (cause instanceof PubSubException coded) {
      return coded;
    }
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new PubSubException(
        StandardError.PLUGIN_FAILED,
        "plugin '" + plugin + "' could not " + what + ": " + why,
        cause);
  }

  /** Where the transports can be reached. */
  public List<Transport.Address> addresses() {
    List<Transport.Address> addresses = new ArrayList<>();
    for (Part part : parts) {
      if (part.component instanceof Transport transport) {
        addresses.addAll(transport.addresses());
      }
    }
    return addresses;
  }

  /** Lets the components come to an end of what they do. */
  public void drain(Duration patience) {
    for (Part part : started) {
      try {
        part.component.drain(patience);
      } catch (RuntimeException | LinkageError e) {
        LOG.error("Plugin '{}' could not be drained", part.plugin, e);
      }
    }
  }

  /** Stops what was started, last first; one that fails does not keep the others from stopping. */
  public void stop() {
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.component.stop();
      } catch (RuntimeException | LinkageError e) {
        LOG.error("Plugin '{}' could not be stopped", part.plugin, e);
      }
    }
  }
}
