package dev.pubsub.ws.phoenix;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.ws.frame.CloseCode;

/** A subscriber that passes signals on to one client, in a form that others share. */
public final class Outlet implements Subscriber {

  private final Wire wire;
  private final Form form;
  private volatile boolean shut;

  /**
   * An open outlet.
   *
   * @param wire the way to the client
   * @param form the form in which signals leave
   */
  public Outlet(Wire wire, Form form) {
    this.wire = wire;
    this.form = form;
  }

  @Override
  public void receive(Delivery delivery) {
    if (!shut) {
      wire.send(form.of(delivery));
    }
  }

  @Override
  public void endOfBatch() {
    wire.flush();
  }

  @Override
  public void ended() {
    wire.closeSoon(CloseCode.TRY_AGAIN_LATER, "signals came faster than they were read");
  }

  /** Lets nothing more pass, even where a delivery is already under way. Any thread. */
  public void shut() {
    shut = true;
  }
}
