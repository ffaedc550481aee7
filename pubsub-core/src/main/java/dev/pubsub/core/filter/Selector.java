package dev.pubsub.core.filter;

import dev.pubsub.Delivery;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Filter;

/** A compiled selector: all its conditions hold. */
final class Selector implements Filter {

  private final Condition[] conditions;

  Selector(Condition[] conditions) {
    this.conditions = conditions;
  }

  @Override
  public boolean accepts(Delivery delivery) {
    Signal signal = delivery.signal();
    for (Condition condition : conditions) {
      if (!condition.holds(signal)) {
        return false;
      }
    }
    return true;
  }
}
