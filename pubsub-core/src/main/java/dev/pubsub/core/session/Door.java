package dev.pubsub.core.session;

import dev.pubsub.Answers;
import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.Completion;
import dev.pubsub.DeadLetters;
import dev.pubsub.DurableSubscriptions;
import dev.pubsub.HistoryPage;
import dev.pubsub.Hop;
import dev.pubsub.MessageRouter;
import dev.pubsub.Principal;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.ReplayRequest;
import dev.pubsub.RequestOptions;
import dev.pubsub.Rerun;
import dev.pubsub.Responder;
import dev.pubsub.Schedule;
import dev.pubsub.Scheduled;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.Topics;
import dev.pubsub.core.publish.Sender;
import dev.pubsub.core.request.Exchange;
import dev.pubsub.core.trace.Traces.Trace;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.topic.TopicPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What all doors have in common. */
abstract class Door implements Bus, Sender {

  private static final String PLATFORM = "system:";

  final BusParts bus;
  private final String source;
  // Made with the first question or responder: most sessions have none.
  private volatile @Nullable Exchange exchange;

  Door(BusParts bus, Principal principal) {
    this.bus = bus;
    this.source = principal.name();
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public final String name() {
    return bus.name();
  }

  @Override
  public final PublishResult publish(String topic, Object payload, PublishOptions options) {
    return publish(this, topic, payload, stamped(options));
  }

  /** What is published by this door as whoever uses it is to say it. */
  PublishOptions stamped(PublishOptions options) {
    return options;
  }

  /**
   * Publishes here.
   *
   * @param by who publishes: this door, or a view of it
   */
  PublishResult publish(Door by, String topic, Object payload, PublishOptions options) {
    return bus.publisher().publish(by, topic, payload, options);
  }

  @Override
  public final Scheduled publishAt(
      String topic, Object payload, PublishOptions options, Instant due) {
    return bus.agenda().at(this, topic, payload, stamped(options), due);
  }

  @Override
  public final Scheduled publishAfter(
      String topic, Object payload, PublishOptions options, Duration delay) {
    return bus.agenda().after(this, topic, payload, stamped(options), delay);
  }

  @Override
  public final Schedule schedule() {
    return bus.agenda();
  }

  @Override
  public final List<PublishResult> publishAll(List<Publication> publications) {
    return bus.batches().publish(this, stamped(publications));
  }

  /** The same of a batch. */
  List<Publication> stamped(List<Publication> publications) {
    return publications;
  }

  @Override
  public final Topics topics() {
    return new TopicsView(bus.catalog(), bus.router(), bus.history(), this);
  }

  @Override
  public final Subscription subscribe(
      String pattern, SubscribeOptions options, Subscriber subscriber) {
    return subscribe(this, pattern, options, subscriber);
  }

  /**
   * Opens a subscription here.
   *
   * @param by who subscribes: this door, or a view of it
   */
  abstract Subscription subscribe(
      Door by, String pattern, SubscribeOptions options, Subscriber subscriber);

  @Override
  public final Bus as(Principal principal) {
    requireToActForOthers();
    return new View(whole(), principal);
  }

  @Override
  public final Bus as(Principal principal, UnaryOperator<Headers> headers) {
    requireToActForOthers();
    return new StampedView(whole(), principal, headers);
  }

  private void requireToActForOthers() {
    if (!mayActForOthers()) {
      throw new PubSubException(
          StandardError.FORBIDDEN, "only the program itself and its plugins act for others");
    }
  }

  @Override
  public final <T> Optional<T> extension(Class<T> type) {
    return mayActForOthers() ? bus.handouts().find(name(), type) : Optional.empty();
  }

  /** Whether it is used by a plugin, or else by the program itself. */
  boolean mayActForOthers() {
    return source.startsWith(PLATFORM);
  }

  /** This door; or, of a view, the one that it shows. */
  Door whole() {
    return this;
  }

  @Override
  public final HistoryPage history(String text, StartAt start, int limit) {
    requireOpen();
    requireAllowed(text);
    if (limit < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "the limit of a history must be 1 or more, not " + limit);
    }
    TopicPattern pattern = TopicPattern.parse(text, bus.catalog().syntax());
    return bus.history().isKept() && (!pattern.isExact() || bus.catalog().keeps(text))
        ? bus.history().page(pattern, start, limit)
        : new HistoryPage(List.of(), Optional.empty(), start.namesAll());
  }

  @Override
  public final Rerun replay(ReplayRequest request) {
    requireOpen();
    requireAllowed(request.pattern());
    Rerun begun = new Reruns(bus).start(this, request);
    did("start_replay", request.pattern() + " -> " + request.to());
    return begun;
  }

  @Override
  public final DurableSubscriptions durableSubscriptions() {
    return new DurablesView(bus.durables(), this);
  }

  @Override
  public final MessageRouter router() {
    return new RouterView(bus.rules(), this);
  }

  @Override
  public final DeadLetters deadLetters() {
    return new DeadLettersView(bus.deadLetters(), bus.redrive(), bus.catalog().syntax(), this);
  }

  /** Throws FORBIDDEN when what is kept of the past is as little for them as what is live. */
  private void requireAllowed(String pattern) {
    bus.gates().requireAllowed(Operation.SUBSCRIBE, name(), source, pattern);
  }

  /** Throws what a gate says that does not grant it. */
  final void requireAdmitted(Operation operation, String resource) {
    bus.gates().require(operation, name(), source, resource);
  }

  /** Tells what was done here that changes the bus for others. */
  final void did(String action, String resource) {
    bus.totals().happened(new BusEvent.Administered(name(), source, action, resource));
  }

  @Override
  public final Map<String, Integer> subscribers(String topic) {
    requireReadable(topic);
    return Collections.unmodifiableMap(bus.router().subscribers(topic));
  }

  @Override
  public final List<SubscriptionInfo> subscribers(String topic, long after, int limit) {
    requireReadable(topic);
    requireLimit(limit);
    return Reached.by(bus.router().audiences(topic), after, limit);
  }

  @Override
  public final List<SubscriptionInfo> furthestBehind(int limit) {
    requireOpen();
    requireLimit(limit);
    return Behind.of(
        bus.subscriptions().audiences(),
        pattern -> bus.gates().allows(Operation.SUBSCRIBE, name(), source, pattern),
        limit);
  }

  private static void requireLimit(int limit) {
    if (limit < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a list needs a limit of 1 or more, not " + limit);
    }
  }

  private void requireReadable(String topic) {
    requireOpen();
    if (!TopicPattern.parse(topic, bus.catalog().syntax()).isExact()) {
      throw new PubSubException(
          StandardError.BAD_TOPIC,
          "'" + topic + "' is a pattern; subscribers are those of a topic");
    }
    requireAllowed(topic);
  }

  @Override
  public final List<Hop> trace(SignalId id) {
    requireOpen();
    Trace found = bus.traces().find(id);
    if (!found.hops().isEmpty()) {
      requireAllowed(found.topic());
    }
    return found.hops();
  }

  @Override
  public final boolean isAvailable() {
    return isOpen() && bus.lanes().areAlive();
  }

  @Override
  public final BusStats stats() {
    return Figures.of(bus);
  }

  @Override
  public final CompletableFuture<Signal> request(
      String topic, Object payload, RequestOptions options) {
    return asking(exchange -> exchange.request(this, topic, payload, options));
  }

  @Override
  public final CompletableFuture<Answers> gather(
      String topic, Object payload, RequestOptions options, Completion enough) {
    return asking(exchange -> exchange.gather(this, topic, payload, options, enough));
  }

  @Override
  public final CompletableFuture<Void> stream(
      String topic, Object payload, RequestOptions options, Subscriber onReply) {
    return asking(exchange -> exchange.stream(this, topic, payload, options, onReply));
  }

  private <T> CompletableFuture<T> asking(Function<Exchange, CompletableFuture<T>> ask) {
    Exchange now;
    try {
      now = exchange();
    } catch (PubSubException closed) {
      return CompletableFuture.failedFuture(closed);
    }
    return ask.apply(now);
  }

  @Override
  public final Subscription respond(String pattern, SubscribeOptions options, Responder responder) {
    return exchange().respond(this, pattern, options, responder);
  }

  /** Made when it is first needed. */
  Exchange exchange() {
    Exchange now = exchange;
    return now == null ? makeExchange() : now;
  }

  private synchronized Exchange makeExchange() {
    Exchange now = exchange;
    if (now == null) {
      if (!isOpen()) {
        throw new PubSubException(StandardError.CLOSED, "the bus or the session is closed");
      }
      now = bus.requests().of(this::lane);
      exchange = now;
    }
    return now;
  }

  /** Throws CLOSED when this door is. */
  abstract void requireOpen();

  /** The lane on which the next inbox is served. */
  abstract int lane();

  /** Fails what was asked and not answered; to be called once this is not open any more. */
  final void closeExchange() {
    Exchange now;
    synchronized (this) {
      now = exchange;
    }
    if (now != null) {
      now.close();
    }
  }
}
