package dev.pubsub.json;

import dev.pubsub.config.Setting;
import dev.pubsub.json.cloudevents.CloudEventsApi;
import dev.pubsub.json.filter.ContentFilters;
import dev.pubsub.json.schema.BusSchemas;
import dev.pubsub.json.schema.SchemaCheck;
import dev.pubsub.json.schema.SchemaFolder;
import dev.pubsub.json.schema.SchemasApi;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import java.nio.file.Path;
import java.util.List;

/** The plugin {@code json}: reads payloads that are JSON, or are made of what JSON is made of. */
public final class JsonPlugin implements Plugin {

  private static final Setting<Boolean> SCHEMAS =
      Setting.flag(
          "schemas.enabled",
          false,
          "Whether topics may have schemas, which are put over HTTP or by a program.");

  private static final Setting<String> SCHEMAS_DIR =
      Setting.text(
          "schemas.dir",
          "",
          "A folder of schemas that is read at start, a file for each; turns them on; empty for"
              + " none.");

  private final BusSchemas schemas = new BusSchemas();

  /** A plugin that has done nothing yet. */
  public JsonPlugin() {}

  /**
   * The schemas of topics. They are kept to where {@code schemas.enabled} or {@code schemas.dir} is
   * set.
   *
   * @return those of each bus
   */
  public BusSchemas schemas() {
    return schemas;
  }

  @Override
  public String id() {
    return "json";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(SCHEMAS, SCHEMAS_DIR);
  }

  @Override
  public Contributions install(Environment environment) {
    Contributions.Builder contributions =
        Contributions.builder().filterLanguage(new ContentFilters());
    new CloudEventsApi().endpoints().forEach(contributions::endpoint);
    String folder = environment.settings().get(SCHEMAS_DIR);
    if (environment.settings().get(SCHEMAS) || !folder.isEmpty()) {
      contributions.interceptor(new SchemaCheck(schemas));
      new SchemasApi(schemas).endpoints().forEach(contributions::endpoint);
    }
    if (!folder.isEmpty()) {
      contributions.component(new SchemaFolder(Path.of(folder), schemas));
    }
    return contributions.build();
  }
}
