package dev.pubsub.ws.phoenix;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Encoder;
import dev.pubsub.ws.frame.Frame;

/** A subscriber that passes signals on to one client, in a form that others share. */
public final class Outlet implements Subscriber {

  private final Wire wire;
  private final Encoder<Frame> form;
  private volatile boolean shut;

  /**
   * An open outlet.
   *
   * @param wire the way to the client
   * @param form the frames in which signals leave
   */
  public Outlet(Wire wire, Encoder<Frame> form) {
    this.wire = wire;
    this.form = form;
  }

  @Override
  public void receive(Delivery delivery) {
    if (!shut) {
      wire.send(delivery.shared(form));
    }
  }

  @Override
  public void endOfBatch() {
    wire.flush();
  }

  /** Lets nothing more pass, even where a delivery is already under way. Any thread. */
  public void shut() {
    shut = true;
  }
}
