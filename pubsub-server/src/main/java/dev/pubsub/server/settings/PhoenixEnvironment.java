package dev.pubsub.server.settings;

import dev.pubsub.core.PubSubBuilder;
import java.util.List;
import java.util.Map;

/**
 * The environment variables by which Phoenix applications are run, as far as they mean something
 * here: a flag, a system property or a {@code PUBSUB_*} variable of the same setting goes before,
 * and the file comes after.
 *
 * <p>{@code SECRET_KEY_BASE} may be there and changes nothing: no answer of this server is signed.
 *
 * @param variables the environment of the process
 */
record PhoenixEnvironment(Map<String, String> variables) {

  void addTo(PubSubBuilder builder) {
    String port = value("PORT");
    if (!port.isEmpty()) {
      builder.fallback(Keys.PORT, port, "environment PORT");
    }
    String host = value("PHX_HOST");
    if (!host.isEmpty()) {
      builder.fallback(Keys.ORIGINS, "//" + host, "environment PHX_HOST");
    }
  }

  /** What the user should know of variables that mean less than they may hope for. */
  List<String> warnings() {
    return value("MIX_ENV").isEmpty()
        ? List.of()
        : List.of("MIX_ENV has no meaning here and is ignored");
  }

  private String value(String variable) {
    return variables.getOrDefault(variable, "").strip();
  }
}
