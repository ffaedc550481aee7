package dev.pubsub.core.request;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.Responder;
import dev.pubsub.Subscriber;

/** Receives questions, and hands them to a responder. */
final class Answering implements Subscriber {

  private final Requests bus;
  private final Exchange exchange;
  private final Bus door;
  private final String pattern;
  private final Responder responder;
  private final String id;
  private volatile boolean closed;

  Answering(Requests bus, Exchange exchange, Bus door, String pattern, Responder responder) {
    this.bus = bus;
    this.exchange = exchange;
    this.door = door;
    this.pattern = pattern;
    this.responder = responder;
    this.id = bus.token();
  }

  /** Tells it apart from other responders. */
  String id() {
    return id;
  }

  /** By which replies are published. */
  Bus door() {
    return door;
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    OpenQuestion question = new OpenQuestion(delivery.signal(), this, bus);
    if (question.open()) {
      answer(question);
    }
  }

  private void answer(OpenQuestion question) throws Exception {
    try {
      responder.respond(question);
    } catch (Exception | Error e) {
      // Who asked is told. To the bus it is no failure: the next question may be a better one.
      if (!question.fail(sentence(e))) {
        throw e;
      }
      failed(e);
    }
  }

  private static String sentence(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** The code of the responder threw an exception. */
  void failed(Throwable e) {
    bus.failures().failed(pattern, e);
  }

  @Override
  public void ended() {
    close();
  }

  boolean isClosed() {
    return closed;
  }

  /** Has no questions any more. */
  void close() {
    closed = true;
    exchange.forget(this);
    bus.inHand().of(this).forEach(OpenQuestion::abandon);
  }
}
