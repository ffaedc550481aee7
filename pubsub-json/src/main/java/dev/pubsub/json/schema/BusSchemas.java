package dev.pubsub.json.schema;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The schemas of an assembly: each bus has its own. Any thread may use it. */
public final class BusSchemas {

  private final Map<String, Schemas> buses = new ConcurrentHashMap<>();
  private @Nullable Validators validators;

  /** No schemas yet. */
  public BusSchemas() {}

  /**
   * The schemas of a bus.
   *
   * @param bus its name
   * @return the same whenever it is asked for
   */
  public Schemas of(String bus) {
    Schemas known = buses.get(bus);
    return known != null
        ? known
        : buses.computeIfAbsent(bus, name -> new Schemas(this::validators));
  }

  /** Made with the first schema: the schema of schemas takes a while to read. */
  synchronized Validators validators() {
    Validators made = validators;
    if (made == null) {
      made = new Validators();
      validators = made;
    }
    return made;
  }
}
