package dev.pubsub.monitoring.observation;

import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.InterceptorContract;
import io.micrometer.observation.ObservationRegistry;

/** What every interceptor promises, where each publish is observed. */
final class ObservedPublishingContractTest extends InterceptorContract {

  @Override
  protected Interceptor interceptor() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(context -> true);
    return new ObservedPublishing(registry);
  }
}
