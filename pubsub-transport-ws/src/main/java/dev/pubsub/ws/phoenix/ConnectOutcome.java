package dev.pubsub.ws.phoenix;

import dev.pubsub.spi.edge.Session;
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
   */
  record Refused(int status, String code) implements ConnectOutcome {}
}
