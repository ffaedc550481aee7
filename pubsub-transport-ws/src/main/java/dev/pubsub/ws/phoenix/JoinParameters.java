package dev.pubsub.ws.phoenix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say when it joins a topic of the bus: {@code self}, or {@code
 * config.broadcast.self} as realtime-js has it. Names that mean something this server does not do
 * are refused; names that mean nothing to it pass.
 */
final class JoinParameters {

  private static final List<String> UNKNOWN_HERE =
      List.of("resume", "replay", "selector", "filter", "presence", "token");

  private final Map<?, ?> given;

  JoinParameters(@Nullable Object payload) {
    this.given = payload instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Says why the join must be refused, if it must. */
  Optional<String> fault() {
    for (String name : UNKNOWN_HERE) {
      if (given.get(name) != null) {
        return Optional.of("the parameter '" + name + "' is not supported by this server");
      }
    }
    Map<?, ?> presence = config("presence");
    boolean key = presence.get("key") instanceof String text && !text.isEmpty();
    if (key || Boolean.TRUE.equals(presence.get("enabled"))) {
      return Optional.of("presence is not supported by this server");
    }
    Object self = given.get("self");
    return self == null || self instanceof Boolean
        ? Optional.empty()
        : Optional.of("the parameter 'self' must be true or false");
  }

  /** Whether the client wants to receive what it publishes itself. */
  boolean own() {
    Object self = given.containsKey("self") ? given.get("self") : config("broadcast").get("self");
    return !Boolean.FALSE.equals(self);
  }

  private Map<?, ?> config(String part) {
    return given.get("config") instanceof Map<?, ?> config
            && config.get(part) instanceof Map<?, ?> map
        ? map
        : Map.of();
  }
}
