package dev.pubsub.monitoring.observation;

import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.TraceHeaders;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Observes each publish. What the handlers of the registry have to say to whoever receives the
 * signal, such as the trace that it is a part of, goes with it as headers. A signal that says so
 * already is left as it is: its publisher is a part of that trace, not this bus.
 */
public final class ObservedPublishing implements Interceptor {

  private final ObservationRegistry registry;

  /**
   * Observes with a registry.
   *
   * @param registry whose handlers are called for each publish, on the thread of the publisher
   */
  public ObservedPublishing(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Decision intercept(String bus, Signal signal) {
    if (registry.isNoop() || signal.headers().get(TraceHeaders.PARENT).isPresent()) {
      return new Decision.Pass(signal);
    }
    Map<String, String> said = new LinkedHashMap<>();
    SenderContext<Map<String, String>> context =
        new SenderContext<>((carrier, name, text) -> said.put(name, text), Kind.PRODUCER);
    context.setCarrier(said);
    Observation publish = Messaging.PUBLISH.of(signal.topic(), () -> context, registry);
    publish.lowCardinalityKeyValue("pubsub.bus", bus);
    publish.start().stop();
    Headers headers = signal.headers();
    for (Map.Entry<String, String> each : said.entrySet()) {
      headers = headers.with(each.getKey(), each.getValue());
    }
    return new Decision.Pass(said.isEmpty() ? signal : signal.withHeaders(headers));
  }
}
