package dev.pubsub.spi.edge;

import java.net.URI;
import java.util.List;

/** A component that carries sessions between a bus and other programs. */
public interface Transport extends Component {

  /**
   * Where it can be reached. Called after {@link #start}.
   *
   * @return what is served where, for people to read
   */
  List<Address> addresses();

  /**
   * One thing that is served.
   *
   * @param purpose a word or two, such as {@code WebSocket}
   * @param uri where to reach it
   */
  record Address(String purpose, URI uri) {}
}
