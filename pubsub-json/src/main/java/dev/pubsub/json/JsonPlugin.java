package dev.pubsub.json;

import dev.pubsub.json.cloudevents.CloudEventsApi;
import dev.pubsub.json.filter.ContentFilters;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;

/** The plugin {@code json}: reads payloads that are JSON, or are made of what JSON is made of. */
public final class JsonPlugin implements Plugin {

  /** A plugin that has done nothing yet. */
  public JsonPlugin() {}

  @Override
  public String id() {
    return "json";
  }

  @Override
  public Contributions install(Environment environment) {
    Contributions.Builder contributions =
        Contributions.builder().filterLanguage(new ContentFilters());
    new CloudEventsApi().endpoints().forEach(contributions::endpoint);
    return contributions.build();
  }
}
