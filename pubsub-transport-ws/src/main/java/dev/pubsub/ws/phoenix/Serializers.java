package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Both serializers, chosen by the connect parameter {@code vsn} as Phoenix does: {@code ~> 1.0.0}
 * or {@code ~> 2.0.0}.
 *
 * @param v1 serializer 1.0.0, the default
 * @param v2 serializer 2.0.0
 */
public record Serializers(V1Serializer v1, V2Serializer v2) {

  private static final Pattern FIRST = Pattern.compile("1\\.0\\.\\d{1,9}");
  private static final Pattern SECOND = Pattern.compile("2\\.0\\.\\d{1,9}");

  /**
   * Both, reading and writing values in one way.
   *
   * @param json how values are read and written
   */
  public Serializers(Json json) {
    this(new V1Serializer(json), new V2Serializer(json));
  }

  Optional<Serializer> of(String vsn) {
    if (FIRST.matcher(vsn).matches()) {
      return Optional.of(v1);
    }
    return SECOND.matcher(vsn).matches() ? Optional.of(v2) : Optional.empty();
  }
}
