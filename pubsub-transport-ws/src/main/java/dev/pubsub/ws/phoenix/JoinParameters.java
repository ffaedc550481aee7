package dev.pubsub.ws.phoenix;

import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say when it joins a topic of the bus: {@code self}, or {@code
 * config.broadcast.self} as realtime-js has it, and what {@link Sharing}, {@link Selecting} and
 * {@link Resumption} read. Names that mean something this server does not do are refused; names
 * that mean nothing to it pass.
 *
 * @param own whether the client wants to receive what it publishes itself
 * @param group with whom it shares the signals, or the empty string
 * @param selection which signals it wants
 * @param resumption where it wants to begin
 */
record JoinParameters(boolean own, String group, Selection selection, Resumption resumption) {

  private static final List<String> UNKNOWN_HERE = List.of("presence", "token");

  static JoinParameters of(JoinRequest request, int maxReplay) throws BadRequest {
    Map<?, ?> given = request.payload() instanceof Map<?, ?> map ? map : Map.of();
    for (String name : UNKNOWN_HERE) {
      if (given.get(name) != null) {
        throw new BadRequest("the parameter '" + name + "' is not supported by this server");
      }
    }
    Map<?, ?> presence = config(given, "presence");
    boolean key = presence.get("key") instanceof String text && !text.isEmpty();
    if (key || Boolean.TRUE.equals(presence.get("enabled"))) {
      throw new BadRequest("presence is not supported by this server");
    }
    return new JoinParameters(
        own(given),
        Sharing.group(given),
        Selecting.of(given),
        Resumption.of(given, request.client(), maxReplay));
  }

  private static boolean own(Map<?, ?> given) throws BadRequest {
    @Nullable Object self = given.get("self");
    if (self == null) {
      return !Boolean.FALSE.equals(config(given, "broadcast").get("self"));
    }
    if (self instanceof Boolean own) {
      return own;
    }
    throw new BadRequest("the parameter 'self' must be true or false");
  }

  private static Map<?, ?> config(Map<?, ?> given, String part) {
    return given.get("config") instanceof Map<?, ?> config
            && config.get(part) instanceof Map<?, ?> map
        ? map
        : Map.of();
  }

  SubscribeOptions options() {
    SubscribeOptions options =
        SubscribeOptions.DEFAULT.startingAt(resumption.start()).inGroup(group).selecting(selection);
    return own ? options : options.withoutOwn();
  }
}
