package dev.pubsub.core.deliver;

/** Stops what waits for a subscription. Any thread; does not block. */
public interface Brake {

  /** Nothing is taken up any more, unless the subscription of this receiver has ended. */
  void hold(Receiver whose);

  /** It is again. */
  void release();
}
