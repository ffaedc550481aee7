package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.error.PubSubException;
import dev.pubsub.json.payload.Mappers;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses signals that are not what the schemas of their topic want, and says on the others by
 * which versions they were checked.
 */
public final class SchemaCheck implements Interceptor {

  /** The header that names the versions, parted by commas. */
  public static final String HEADER = "schema";

  private final BusSchemas schemas;
  private final PayloadReader reader = new PayloadReader();
  private final ObjectMapper mapper = Mappers.json();

  /**
   * A check.
   *
   * @param schemas what is to be kept to
   */
  public SchemaCheck(BusSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public Decision intercept(String bus, Signal signal) {
    List<Schemas.Compiled> wanted = schemas.of(bus).of(signal.topic());
    if (wanted.isEmpty()) {
      return new Decision.Pass(signal);
    }
    Optional<JsonNode> value = value(signal);
    if (value.isEmpty() || !Numbers.areSound(value.get())) {
      return violation(
          wanted.get(0), "at '': the payload is no JSON, or has a number that is too large");
    }
    for (Schemas.Compiled each : wanted) {
      Optional<String> problem = Validators.problem(each.validator(), value.get());
      if (problem.isPresent()) {
        return violation(each, problem.get());
      }
    }
    return marked(signal, wanted);
  }

  private static Decision violation(Schemas.Compiled wanted, String problem) {
    return new Decision.Reject(
        SchemaError.SCHEMA_VIOLATION,
        "not what the schema " + wanted.version() + " wants: " + problem,
        Duration.ZERO);
  }

  private static Decision marked(Signal signal, List<Schemas.Compiled> by) {
    String names =
        by.stream().map(each -> each.version().toString()).collect(Collectors.joining(", "));
    try {
      return new Decision.Pass(signal.withHeaders(signal.headers().with(HEADER, names)));
    } catch (PubSubException e) {
      return new Decision.Reject(e.code(), e.getMessage(), Duration.ZERO);
    }
  }

  /**
   * The payload as JSON: read where it is bytes or text that are JSON, else as it would be sent.
   */
  private Optional<JsonNode> value(Signal signal) {
    Object read = reader.encode(signal);
    if (read instanceof JsonNode node) {
      return Optional.of(node);
    }
    if (read instanceof byte[]) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.valueToTree(read));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
