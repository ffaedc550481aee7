package dev.pubsub.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment variables by which Phoenix applications are run, as far as they mean something
 * here. They are the weakest source of a setting: a flag, a system property or a {@code PUBSUB_*}
 * variable of the same setting goes before.
 *
 * <p>{@code SECRET_KEY_BASE} may be there and changes nothing: no answer of this server is signed.
 *
 * @param variables the environment of the process
 */
record PhoenixEnvironment(Map<String, String> variables) {

  private static final String PORT = "pubsub.plugin.ws.port";
  private static final String ORIGINS = "pubsub.plugin.ws.origins";

  /** The settings that the variables stand for, unless another source has them. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    put(settings, PORT, value("PORT"));
    String host = value("PHX_HOST");
    put(settings, ORIGINS, host.isEmpty() ? "" : "//" + host);
    return settings;
  }

  /** What the user should know of variables that mean less than they may hope for. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!value("MIX_ENV").isEmpty()) {
      warnings.add("MIX_ENV has no meaning here and is ignored");
    }
    return warnings;
  }

  /** Sets a value, unless it is empty or another source has one. */
  void put(Map<String, String> settings, String key, String value) {
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
    if (!value.isEmpty() && System.getProperty(key) == null && value(variable).isEmpty()) {
      settings.put(key, value);
    }
  }

  private String value(String variable) {
    return variables.getOrDefault(variable, "").strip();
  }
}
