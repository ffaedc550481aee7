package dev.pubsub.ws.functional;

import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.GaugeContract;
import dev.pubsub.ws.WsPlugin;

/** What the gauges of connections promise. */
final class WsGaugeContractTest extends GaugeContract {

  @Override
  protected Plugin plugin() {
    return new WsPlugin();
  }
}
