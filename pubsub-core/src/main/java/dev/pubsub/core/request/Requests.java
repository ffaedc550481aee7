package dev.pubsub.core.request;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Subscriber;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.publish.Patience;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.publish.Sender;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The questions of a bus that have no end yet: on the side of those who asked, by their inboxes and
 * deadlines, and on the side of those who answer, by their correlation.
 *
 * <p>Whoever does not want an answer any more says so here. It reaches the responders of this bus
 * at once, and those who answer by publishing as a signal.
 */
public final class Requests {

  private final Publisher publisher;
  private final Router router;
  private final Inboxes inboxes;
  private final Topic cancelled;
  private final Scheduler time;
  private final Executor elsewhere;
  private final Patience patience;
  private final FailureLog failures;
  private final Deadlines deadlines;
  private final InHand inHand = new InHand();
  private final Map<String, Inbox> byAddress = new ConcurrentHashMap<>();
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private final Sender bus = new Itself();
  private volatile boolean closed;

  /**
   * None is open.
   *
   * @param elsewhere runs what may block: what is told of a cancellation, and of time that is over
   */
  public Requests(
      Publisher publisher,
      Router router,
      Catalog catalog,
      Inboxes inboxes,
      Scheduler time,
      Executor elsewhere) {
    this.publisher = publisher;
    this.router = router;
    this.inboxes = inboxes;
    this.cancelled = catalog.announce(ReplyHeaders.CANCELLED_TOPIC);
    this.time = time;
    this.elsewhere = elsewhere;
    this.patience = new Patience(time);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Requests.class),
            "A responder of '{}' threw an exception",
            time);
    this.deadlines = new Deadlines(time, elsewhere);
  }

  private final class Itself implements Sender {

    @Override
    public String source() {
      return "system:bus";
    }

    @Override
    public boolean isOpen() {
      return publisher.isOpen();
    }
  }

  /**
   * The questions and responders of a door and of its views.
   *
   * @param lane where its next inbox is served
   */
  public Exchange of(IntSupplier lane) {
    Exchange exchange = new Exchange(this, lane);
    exchanges.add(exchange);
    if (closed) {
      exchange.close();
    }
    return exchange;
  }

  long nextNumber() {
    return numbers.getAndIncrement();
  }

  static PubSubException closedFault() {
    return new PubSubException(StandardError.CLOSED, "the bus or the session is closed");
  }

  /** A door is closed. */
  void forget(Exchange exchange) {
    exchanges.remove(exchange);
  }

  /** Opens an inbox of an exchange. */
  Inbox openInbox(Exchange owner, int lane, Subscriber subscriber) {
    Inbox inbox = inboxes.open(owner, lane, subscriber);
    byAddress.put(inbox.address(), inbox);
    return inbox;
  }

  void close(Inbox inbox) {
    byAddress.remove(inbox.address());
    inbox.close();
  }

  /** Whether a question that names an inbox of this bus is not waited for any more. */
  boolean isOver(OpenQuestion question) {
    Inbox asker = byAddress.get(question.replyTo());
    return asker == null
        ? inboxes.isAddress(question.replyTo())
        : !asker.owner().waitsFor(question.correlation());
  }

  /**
   * Tells whoever has a question in hand that no answer is needed.
   *
   * @param except the responder who is to go on, or the empty string
   */
  void cancel(String correlation, String except) {
    cancelHere(correlation, except);
    if (router.route(cancelled).subscriptions() > 0 && publisher.isOpen()) {
      Headers headers = Headers.of(ReplyHeaders.CORRELATION, correlation);
      var unused =
          publisher.publishTo(
              cancelled,
              bus,
              correlation,
              PublishOptions.DEFAULT.withHeaders(
                  except.isEmpty() ? headers : headers.with(ReplyHeaders.RESPONDER, except)));
    }
  }

  private void cancelHere(String correlation, String except) {
    inHand.of(correlation).stream()
        .filter(question -> !question.responder().equals(except))
        .forEach(OpenQuestion::cancel);
  }

  /** What other nodes have to tell this one: replies, and what is not waited for any more. */
  public List<String> patterns() {
    return List.of(inboxes.pattern(), ReplyHeaders.CANCELLED_TOPIC);
  }

  /** Takes what another node says on {@link ReplyHeaders#CANCELLED_TOPIC}. */
  public PublishResult enter(Sender link, Signal signal) {
    Headers headers = signal.headers();
    cancelHere(
        headers.getOrDefault(ReplyHeaders.CORRELATION, ""),
        headers.getOrDefault(ReplyHeaders.RESPONDER, ""));
    return publisher.enter(link, signal, cancelled);
  }

  String token() {
    return inboxes.token();
  }

  /** Publishes in place of a responder who is gone. */
  PublishResult publish(String topic, Object payload, PublishOptions options) {
    return publisher.publish(bus, topic, payload, options);
  }

  Scheduler time() {
    return time;
  }

  Patience patience() {
    return patience;
  }

  FailureLog failures() {
    return failures;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  InHand inHand() {
    return inHand;
  }

  /** Runs what may block. */
  void elsewhere(Runnable task) {
    elsewhere.execute(task);
  }

  /** Those who have replies to receive. */
  public Stream<Consumer> consumers() {
    return byAddress.values().stream().map(Inbox::consumer);
  }

  /** How many questions wait for replies. */
  public int asking() {
    return deadlines.count();
  }

  /** How many questions responders have and have not answered. */
  public int answering() {
    return inHand.count();
  }

  /** Fails what is open. */
  public void close() {
    closed = true;
    exchanges.forEach(Exchange::close);
    deadlines.close();
  }
}
