package dev.pubsub.core.functional;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.testkit.BusContract;
import dev.pubsub.testkit.Host;

/** The bus of this module, on real time. */
final class BusContractTest extends BusContract {

  @Override
  protected Host open() {
    return host(PubSub.builder());
  }

  @Override
  protected Host openWithHistory(int keep) {
    return host(PubSub.builder().set("pubsub.history", "**=" + keep));
  }

  private static Host host(PubSubBuilder builder) {
    PubSub pubsub = builder.discover(false).open();
    return new Host(
        pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
  }
}
