package dev.pubsub.spi.edge;

import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import java.util.List;

/** Where a component meets the buses. Any thread may use it. */
public interface Gateway {

  /**
   * Opens a session, by which somebody uses a bus.
   *
   * @param bus the name of the bus
   * @param principal who uses it
   * @param options the bounds of the session
   * @return an open session; its owner must close it
   * @throws PubSubException with BUS_NOT_FOUND, CLOSED or BAD_OPTION
   */
  Session open(String bus, Principal principal, SessionOptions options);

  /**
   * The buses there are.
   *
   * @return their names, {@code default} first
   */
  List<String> buses();
}
