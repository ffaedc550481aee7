package dev.pubsub.ws.phoenix;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.Watched;

/** A subscriber that passes signals on to one client, in a form that others share. */
public final class Outlet implements Subscriber {

  private final Client client;
  private final Wire wire;
  private final String pattern;
  private final Form form;
  private volatile boolean shut;

  /**
   * An open outlet.
   *
   * @param client who is behind it
   * @param pattern what the client subscribes to by it
   * @param form the form in which signals leave
   */
  public Outlet(Client client, String pattern, Form form) {
    this.client = client;
    this.wire = client.wire();
    this.pattern = pattern;
    this.form = form;
  }

  @Override
  public void receive(Delivery delivery) {
    if (!shut) {
      Frame frame = form.of(delivery);
      wire.send(
          delivery.isTraced()
              ? new Watched(frame, () -> delivery.written(pattern, client.id()))
              : frame);
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
