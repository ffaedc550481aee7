package dev.pubsub.json.schema;

import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.InterceptorContract;

/** What every interceptor promises, where everything must be a text or an object. */
final class SchemaCheckContractTest extends InterceptorContract {

  @Override
  protected Interceptor interceptor() {
    BusSchemas schemas = new BusSchemas();
    schemas.of("default").put("words", "room:*", "{\"type\":[\"string\",\"object\"]}");
    return new SchemaCheck(schemas);
  }
}
