package dev.pubsub.ws.http;

import dev.pubsub.Principal;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The settings that may be changed while the server runs; of the others nothing is told. By the
 * first bus they are all there are, by another those that hold for it alone.
 */
final class SettingsApi {

  private static final String ALL = "pubsub.";

  private final Gateway gateway;
  private final String prefix;
  private final Json json;
  private final Clock clock;

  SettingsApi(Gateway gateway, String bus, Json json, Clock clock) {
    this.gateway = gateway;
    this.prefix = bus.equals(gateway.buses().get(0)) ? ALL : ALL + "bus." + bus + ".";
    this.json = json;
    this.clock = clock;
  }

  Response list(Request request, String none) {
    List<LiveSetting> all =
        gateway.settings().stream().filter(each -> each.key().startsWith(prefix)).toList();
    return Response.of(
        200,
        Json.object(
            "settings", all.stream().map(SettingsApi::shown).toList(),
            "count", all.size(),
            "timestamp", clock.instant().toString()));
  }

  Response put(Request request, String key) throws ApiError {
    Object value = Body.of(request, json).required("value");
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw ApiError.badRequest("The parameter 'value' must be a string, a number or a boolean");
    }
    LiveSetting changed = gateway.change(Principal.ANONYMOUS, full(key), value.toString());
    Map<String, Object> answer = Json.object("status", "changed");
    answer.putAll(shown(changed));
    answer.put("timestamp", clock.instant().toString());
    return Response.of(200, answer);
  }

  /** A key such as {@code pubsub.topics.max} as it is written for the bus alone. */
  private String full(String key) {
    return key.startsWith(prefix) || !key.startsWith(ALL)
        ? key
        : prefix + key.substring(ALL.length());
  }

  private static Map<String, Object> shown(LiveSetting setting) {
    return Json.object(
        "key", setting.key(),
        "value", setting.value(),
        "origin", setting.origin(),
        "description", setting.description());
  }
}
