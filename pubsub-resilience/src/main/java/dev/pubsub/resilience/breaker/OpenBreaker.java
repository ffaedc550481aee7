package dev.pubsub.resilience.breaker;

import dev.pubsub.spi.cluster.RosterCodec;
import java.time.Instant;

/**
 * A breaker that a node has opened.
 *
 * @param bus where it is
 * @param breaker how it is called there, the same on all nodes
 * @param node whose it is
 */
record OpenBreaker(String bus, String breaker, String node) {

  boolean isOf(String otherBus, String otherBreaker) {
    return bus.equals(otherBus) && breaker.equals(otherBreaker);
  }

  /** Neither a bus nor a breaker has a blank in its name; a node may. The value is since when. */
  static final class Codec implements RosterCodec<OpenBreaker, Instant> {

    private static final String BLANK = " ";
    private static final int PARTS = 3;

    @Override
    public String writeKey(OpenBreaker key) {
      return String.join(BLANK, key.bus, key.breaker, key.node);
    }

    @Override
    public OpenBreaker readKey(String text) {
      String[] parts = text.split(BLANK, PARTS);
      return new OpenBreaker(parts[0], parts[1], parts[2]);
    }

    @Override
    public Object write(Instant since) {
      return since.toEpochMilli();
    }

    @Override
    public Instant read(Object written) {
      return Instant.ofEpochMilli(((Number) written).longValue());
    }
  }
}
