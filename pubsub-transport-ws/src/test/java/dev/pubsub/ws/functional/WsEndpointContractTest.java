package dev.pubsub.ws.functional;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.EndpointContract;
import dev.pubsub.testkit.Host;
import dev.pubsub.ws.WsPlugin;
import java.util.List;

/** What every transport that speaks HTTP promises. */
final class WsEndpointContractTest extends EndpointContract {

  @Override
  protected Plugin plugin() {
    return new WsPlugin();
  }

  @Override
  protected Host open(List<Plugin> plugins) {
    PubSubBuilder builder = PubSub.builder().discover(false).set("pubsub.plugin.ws.port", "0");
    plugins.forEach(builder::plugin);
    PubSub pubsub = builder.open();
    return new Host(
        pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
  }
}
