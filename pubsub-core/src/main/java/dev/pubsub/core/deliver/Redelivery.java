package dev.pubsub.core.deliver;

import java.time.Duration;

/** Where a signal is kept between its attempts. Called on any thread. */
public interface Redelivery {

  /** The signal is to be delivered again after a rest; it keeps its place meanwhile. */
  void again(Receipt receipt, Duration rest);

  /** The attempt was given back: it is the next to be made. */
  void back(Receipt receipt);

  /** The signal will not be delivered again; its place is free. */
  void settled(Receipt receipt);
}
