package dev.pubsub.ws.phoenix;

import dev.pubsub.spi.edge.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether a client is let in. */
public sealed interface ConnectOutcome {

  /**
   * It is.
   *
   * @param session its use of the bus; whoever asked must close it
   * @param serializer the form of its messages
   * @param subprotocol what to answer in Sec-WebSocket-Protocol
   */
  record Accepted(Session session, Serializer serializer, Optional<String> subprotocol)
      implements ConnectOutcome {}

  /**
   * It is not, and is told no more than a status and a code.
   *
   * @param status of HTTP
   * @param code the stable code
   * @param headers that say when it may come back, if time can mend it
   */
  record Refused(int status, String code, Map<String, String> headers) implements ConnectOutcome {

    Refused(int status, String code) {
      this(status, code, Map.of());
    }
  }

  /**
   * Says in whole seconds when to come back, at least one: a client that comes back at once would
   * be refused again.
   *
   * @param after when the same may succeed
   * @return the header Retry-After
   */
  static Map<String, String> retry(Duration after) {
    long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
    return Map.of("Retry-After", Long.toString(seconds));
  }
}
