package dev.pubsub.resilience.share;

import dev.pubsub.spi.cluster.RosterCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What other nodes are told: a list of the fields, in the order of the record. */
public final class NodeDemandCodec implements RosterCodec<String, NodeDemand> {

  /** There is nothing to choose. */
  public NodeDemandCodec() {}

  @Override
  public String writeKey(String key) {
    return key;
  }

  @Override
  public String readKey(String text) {
    return text;
  }

  @Override
  public Object write(NodeDemand value) {
    return List.of(value.wanted(), value.since(), value.heard(), value.leaving());
  }

  @Override
  public NodeDemand read(Object written) {
    List<?> fields = (List<?>) written;
    return new NodeDemand(
        map(fields.get(0), NodeDemandCodec::rate),
        ((Number) fields.get(1)).longValue(),
        map(fields.get(2), Number::longValue),
        (Boolean) fields.get(3));
  }

  private static <V> Map<String, V> map(Object written, Function<Number, V> value) {
    return ((Map<?, ?>) written)
        .entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> (String) each.getKey(), each -> value.apply((Number) each.getValue())));
  }

  private static double rate(Number told) {
    double rate = told.doubleValue();
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("nobody wants " + rate);
    }
    return rate;
  }
}
