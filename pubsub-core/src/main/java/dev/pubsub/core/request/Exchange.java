package dev.pubsub.core.request;

import dev.pubsub.Answers;
import dev.pubsub.Bus;
import dev.pubsub.Completion;
import dev.pubsub.Delivery;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions and the responders of one door and of its views. Replies to single questions share
 * an inbox, which is opened with the first of them; each stream has its own.
 */
public final class Exchange {

  static final String NOBODY = "nobody was there to take the question";

  private final Requests bus;
  private final IntSupplier lane;
  private final Map<String, Pending<?>> open = new ConcurrentHashMap<>();
  private final Set<Answering> answering = ConcurrentHashMap.newKeySet();
  private final Promptness promptness = new Promptness();
  private volatile @Nullable Inbox shared;
  private volatile boolean closed;

  /**
   * Of a door that is open.
   *
   * @param lane where its next inbox is served
   */
  public Exchange(Requests bus, IntSupplier lane) {
    this.bus = bus;
    this.lane = lane;
  }

  // ---- asking

  /** Asks by a door for one reply. */
  public CompletableFuture<Signal> request(
      Bus door, String topic, Object payload, RequestOptions options) {
    return ask(new OneReply(this, options.timeout()), this::shared, door, topic, payload, options);
  }

  /** Asks by a door for one reply of each. */
  public CompletableFuture<Answers> gather(
      Bus door, String topic, Object payload, RequestOptions options, Completion enough) {
    return ask(
        new Gathering(this, options.timeout(), enough),
        this::shared,
        door,
        topic,
        payload,
        options);
  }

  /** Asks by a door for many replies of one. */
  public CompletableFuture<Void> stream(
      Bus door, String topic, Object payload, RequestOptions options, Subscriber onReply) {
    Streaming pending = new Streaming(this, options.timeout(), onReply);
    return ask(
        pending,
        () -> pending.open(bus.openInbox(this, lane.getAsInt(), pending)),
        door,
        topic,
        payload,
        options);
  }

  private <T> CompletableFuture<T> ask(
      Pending<T> pending,
      Supplier<Inbox> inbox,
      Bus door,
      String topic,
      Object payload,
      RequestOptions options) {
    try {
      PublishOptions question = question(options, inbox.get(), pending.correlation());
      open.put(pending.correlation(), pending);
      bus.deadlines().add(pending);
      // Whoever asked may complete the future, too.
      var unused = pending.future().whenComplete((result, failure) -> pending.end());
      if (closed) {
        throw Requests.closedFault();
      }
      asked(pending, door.publish(topic, payload, question));
    } catch (PubSubException e) {
      pending.fail(e);
    } catch (RuntimeException e) {
      pending.end();
      throw e;
    }
    return pending.future();
  }

  private static void asked(Pending<?> pending, PublishResult result) {
    if (result instanceof PublishResult.Accepted accepted) {
      pending.asked(accepted.delivered());
    } else if (result instanceof PublishResult.Rejected refused) {
      pending.fail(new PubSubException(refused.code(), refused.reason(), refused.retryAfter()));
    }
  }

  private static PublishOptions question(RequestOptions options, Inbox inbox, String correlation) {
    PublishOptions given = options.publish();
    Headers headers =
        given.headers().isEmpty()
            ? inbox.headers()
            : given.headers().with(ReplyHeaders.REPLY_TO, inbox.address());
    return new PublishOptions(
        given.type(),
        given.key(),
        given.priority(),
        given.patience(),
        given.ttl().isZero() ? options.timeout() : given.ttl(),
        "",
        headers.with(ReplyHeaders.CORRELATION, correlation));
  }

  private Inbox shared() {
    Inbox now = shared;
    return now == null ? openShared() : now;
  }

  private synchronized Inbox openShared() {
    if (closed) {
      throw Requests.closedFault();
    }
    Inbox now = shared;
    if (now == null) {
      now = bus.openInbox(this, lane.getAsInt(), this::receive);
      shared = now;
    }
    return now;
  }

  private void receive(Delivery delivery) {
    Optional<Reply> read = Reply.of(delivery.signal());
    if (read.isPresent()) {
      Reply reply = read.get();
      Pending<?> pending = open.get(reply.correlation());
      if (pending != null) {
        pending.receive(reply);
      }
    }
  }

  long nextNumber() {
    return bus.nextNumber();
  }

  String correlation(long number) {
    // Whoever has one question must not be able to answer another of the same door.
    return bus.token() + '-' + number;
  }

  long now() {
    return bus.time().nanoTime();
  }

  Promptness promptness() {
    return promptness;
  }

  /** Whether a question has no end yet. */
  boolean waitsFor(String correlation) {
    return open.containsKey(correlation);
  }

  /** Waits longer for a question whose time was over. */
  void extend(Pending<?> pending, long deadline) {
    pending.extendTo(deadline);
    bus.deadlines().add(pending);
    if (pending.isOver()) {
      bus.deadlines().remove(pending);
    }
  }

  void cancel(String correlation, String except) {
    bus.cancel(correlation, except);
  }

  void close(Inbox inbox) {
    bus.close(inbox);
  }

  void forget(Pending<?> pending) {
    open.remove(pending.correlation());
    bus.deadlines().remove(pending);
  }

  // ---- answering

  /** Answers questions by a door. */
  public Subscription respond(
      Bus door, String pattern, SubscribeOptions options, Responder responder) {
    if (options.acks().isPresent()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a responder does not acknowledge: who asked and got no answer asks again");
    }
    Answering one = new Answering(bus, this, door, pattern, responder);
    answering.add(one);
    try {
      Responding subscription = new Responding(door.subscribe(pattern, options, one), one);
      if (closed) {
        subscription.close();
        throw Requests.closedFault();
      }
      return subscription;
    } catch (RuntimeException e) {
      answering.remove(one);
      throw e;
    }
  }

  void forget(Answering one) {
    answering.remove(one);
  }

  /** The door is closed: fails what was asked, and what was not answered. */
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    bus.forget(this);
    answering.forEach(Answering::close);
    open.values().forEach(pending -> pending.fail(Requests.closedFault()));
    Inbox inbox = shared;
    if (inbox != null) {
      bus.close(inbox);
    }
  }
}
