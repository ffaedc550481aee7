package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A set of topics that share bounds and threads: signals published to a topic reach every
 * subscription whose pattern matches it.
 *
 * <p>All methods may be called on any thread, inside a subscriber too. None of them waits for a
 * subscriber, unless a publisher says that it will, see {@link PublishOptions#patience}. Order:
 * what one thread publishes to a topic reaches each subscription in that order. Delivery is at most
 * once, or at least once where a subscription {@linkplain SubscribeOptions#acknowledged
 * acknowledges}; whatever is not delivered is counted with a {@link DropReason}.
 */
public interface Bus {

  /**
   * The name by which this bus is known.
   *
   * @return the name, {@code default} unless configured otherwise
   */
  String name();

  /**
   * Publishes a payload without further options.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload what subscribers receive, passed by reference; it must not change any more
   * @return what became of it; an outcome is never an exception. Once the bus or this session is
   *     closed it is a refusal with CLOSED
   */
  default PublishResult publish(String topic, Object payload) {
    return publish(topic, payload, PublishOptions.DEFAULT);
  }

  /**
   * Publishes a payload.
   *
   * <p>Who receives the signal is decided before this method returns: every subscription that was
   * open when it was called. One that opens meanwhile may be among them.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload what subscribers receive, passed by reference; it must not change any more
   * @param options what else the signal carries
   * @return what became of it; an outcome is never an exception. Once the bus or this session is
   *     closed it is a refusal with CLOSED
   */
  PublishResult publish(String topic, Object payload, PublishOptions options);

  /**
   * Publishes at a moment, or soon if that is over.
   *
   * <p>The name of the topic is looked at now, all else when it is due: who receives the signal,
   * whether there is room, interceptors. Nobody waits for room then, whatever the options say. Of
   * those that are due at the same moment the one that was scheduled first is published first. It
   * outlives this session, but not the bus.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload what subscribers receive, passed by reference; it must not change any more
   * @param options what else the signal carries; it lives from the moment on at which it is due
   * @param due when, up to {@link Scheduled#MAX_DELAY} ahead; a clock that is set meanwhile moves
   *     it along, at most a minute late
   * @return what tells its outcome and calls it off. What cannot be scheduled is refused there,
   *     with BAD_TOPIC, TOPIC_NOT_FOUND, BAD_OPTION, TOO_MANY_SCHEDULED or CLOSED
   */
  Scheduled publishAt(String topic, Object payload, PublishOptions options, Instant due);

  /**
   * Publishes after a while, as {@link #publishAt} does.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload what subscribers receive, passed by reference; it must not change any more
   * @param options what else the signal carries
   * @param delay how long from now, up to {@link Scheduled#MAX_DELAY}
   * @return what tells its outcome and calls it off
   */
  Scheduled publishAfter(String topic, Object payload, PublishOptions options, Duration delay);

  /**
   * What is to be published later.
   *
   * @return a live view
   */
  Schedule schedule();

  /**
   * Publishes several signals in their order, as so many calls of {@link #publish} would, but
   * faster: what follows each other to the same topic with the same priority goes together. What
   * others publish may come between. One that is refused does not keep the others.
   *
   * @param publications the signals
   * @return what became of each, in the same order
   */
  default List<PublishResult> publishAll(List<Publication> publications) {
    return publications.stream()
        .map(each -> publish(each.topic(), each.payload(), each.options()))
        .toList();
  }

  /**
   * Subscribes with the default options.
   *
   * @param pattern a topic name or a pattern, see {@link dev.pubsub.topic.TopicPattern}
   * @param subscriber called with every matching signal from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException with BAD_PATTERN when the pattern cannot be read, with BAD_TOPIC,
   *     TOPIC_NOT_FOUND or TOO_MANY_TOPICS when it is a name whose topic cannot be made, with
   *     CLOSED when the bus or this session is closed
   */
  default Subscription subscribe(String pattern, Subscriber subscriber) {
    return subscribe(pattern, SubscribeOptions.DEFAULT, subscriber);
  }

  /**
   * Subscribes to all topics that match a pattern, those that do not exist yet included.
   *
   * <p>Each call makes a subscription of its own: two subscriptions that both match get the signal
   * twice.
   *
   * @param pattern a topic name or a pattern, see {@link dev.pubsub.topic.TopicPattern}
   * @param options bounds and filters of this subscription
   * @param subscriber called with every matching signal from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException with BAD_PATTERN when the pattern cannot be read, with BAD_SELECTION
   *     when the selection cannot be, with BAD_TOPIC, TOPIC_NOT_FOUND or TOO_MANY_TOPICS when it is
   *     a name whose topic cannot be made, with CLOSED when the bus or this session is closed
   */
  Subscription subscribe(String pattern, SubscribeOptions options, Subscriber subscriber);

  /**
   * Subscribes to several patterns with one subscriber, each as a subscription of its own. One that
   * is refused does not keep the others.
   *
   * @param patterns topic names and patterns
   * @param options bounds and filters of each subscription
   * @param subscriber called with every matching signal; on several threads where the subscriptions
   *     are not of one session
   * @return what became of each; close it to end all of them
   */
  default SubscribeResults subscribeAll(
      List<String> patterns, SubscribeOptions options, Subscriber subscriber) {
    return SubscribeResults.of(patterns, pattern -> subscribe(pattern, options, subscriber));
  }

  /**
   * The topics of this bus as things to create, list and delete.
   *
   * @return a live view
   */
  Topics topics();

  /**
   * Reads what is kept of the past, without subscribing. May block, where a store does.
   *
   * @param pattern a topic name or a pattern
   * @param start where to begin; {@link StartAt#NOW} tells the present position and nothing else
   * @param limit how many signals at most, 1 or more; of {@link StartAt#last} the newest, of other
   *     starts the first behind it, so that a reader goes on page by page until one is empty
   * @return the page; empty where no history is kept
   * @throws PubSubException with BAD_PATTERN or BAD_OPTION, with PLUGIN_FAILED when the store
   *     fails, with CLOSED when the bus is closed
   */
  HistoryPage history(String pattern, StartAt start, int limit);

  /**
   * Publishes what is kept of the past once more, as new signals with the type, key, priority,
   * headers and payload of the old ones. What is kept now is what is replayed: it is held in memory
   * until it ends. Where a subscription must not lose anything and has no room, the replay waits.
   * Closing the session, or the bus, ends it.
   *
   * @param request what, where to and how fast
   * @return the replay, which goes on by itself
   * @throws PubSubException with BAD_PATTERN or BAD_TOPIC, with BAD_OPTION when the pattern matches
   *     the target, with PLUGIN_FAILED when the store fails, with CLOSED when the bus is closed
   */
  Rerun replay(ReplayRequest request);

  /**
   * The subscriptions that outlive whoever holds them.
   *
   * @return a live view
   */
  DurableSubscriptions durableSubscriptions();

  /**
   * The rules by which signals are published once more under other topics.
   *
   * @return a live view
   */
  MessageRouter router();

  /**
   * The signals that were set aside: no room, rejected, or tried in vain.
   *
   * @return a live view
   */
  DeadLetters deadLetters();

  /**
   * Who would receive a signal that is published to a topic now.
   *
   * @param topic name of the topic
   * @return how many subscriptions match, members of groups and durable ones that nobody holds
   *     included, by the name of their node: of this one as it is, of others as far as is known
   *     here; only those that have some
   * @throws PubSubException with BAD_TOPIC, with FORBIDDEN when it may not be subscribed to, with
   *     CLOSED when the bus is closed
   */
  Map<String, Integer> subscribers(String topic);

  /**
   * Which subscriptions of this node would receive a signal that is published to a topic now, a
   * page at a time in the order in which they were opened. Durable ones that nobody holds are not
   * among them. Walks all that match.
   *
   * @param topic name of the topic
   * @param after the last {@linkplain Subscription#id id} of the page before, or 0 for the first
   * @param limit how many at most, 1 or more
   * @return the page; shorter than the limit when it is the last one
   * @throws PubSubException with BAD_TOPIC, with BAD_OPTION when the limit is less than 1, with
   *     FORBIDDEN when the topic may not be subscribed to, with CLOSED when the bus is closed
   */
  List<SubscriptionInfo> subscribers(String topic, long after, int limit);

  /**
   * Which subscriptions of this node are furthest behind, so that more signals wait for them than
   * for others. Those of one session share a queue, and one of them stands for it. Those that may
   * not be subscribed to are left out. Walks all subscriptions, and holds no more of them than it
   * answers.
   *
   * @param limit how many at most, 1 or more
   * @return those for which something waits, the furthest behind first
   * @throws PubSubException with BAD_OPTION when the limit is less than 1, with CLOSED when the bus
   *     is closed
   */
  List<SubscriptionInfo> furthestBehind(int limit);

  /**
   * Tells the way of a signal on this node, as far as it was noted: the setting {@code
   * pubsub.trace.rate} says how many steps are in a second, and the newest are remembered. Of one
   * whose subscriptions are not all accounted for, some still wait. Any thread; does not block.
   *
   * @param id of the signal, as {@link PublishResult.Accepted} and deliveries have it
   * @return the steps in the order in which they were noted; empty when none is known
   * @throws PubSubException with FORBIDDEN when its topic may not be subscribed to, with CLOSED
   *     when the bus is closed
   */
  List<Hop> trace(SignalId id);

  /**
   * Whether it takes signals and every thread that delivers them is alive. Cheap.
   *
   * @return false once it, or this session, is closed
   */
  boolean isAvailable();

  /**
   * Counts what has happened on the whole bus since it was opened.
   *
   * <p>Walks all subscriptions; meant for a monitoring page, not for every signal.
   *
   * @return the figures; those of signals on their way may be a moment old
   */
  BusStats stats();

  /**
   * This bus, used by somebody else in this program. What is published and asked through the view
   * has their name as its source, and is allowed or not as it is for them; bounds, order and life
   * are those of this door. It costs next to nothing and needs no end.
   *
   * @param principal who uses it
   * @return a view of this door
   * @throws PubSubException with FORBIDDEN when this is the session of somebody, or a view for
   *     them, whose name does not begin with {@code system:}: only the program itself and its
   *     plugins act for others
   */
  Bus as(Principal principal);

  /**
   * The same, but the headers of what is published and asked through the view are made of those
   * that are given.
   *
   * @param principal who uses it
   * @param headers makes them; called once for each signal, on the thread of whoever publishes or
   *     asks, who is thrown what it throws. Must not block
   * @return a view of this door
   * @throws PubSubException with FORBIDDEN as above
   */
  Bus as(Principal principal, UnaryOperator<Headers> headers);

  /**
   * What a plugin hands to applications for this bus.
   *
   * @param type of what is wanted
   * @param <T> the type
   * @return the same however often it is asked for; empty when no plugin brings it, and for whoever
   *     may not {@linkplain #as act for others}
   * @throws PubSubException with PLUGIN_FAILED when the plugin fails to make it, with CLOSED when
   *     the bus is closed
   */
  <T> Optional<T> extension(Class<T> type);

  // ---- questions and replies

  /**
   * Asks, and waits up to five seconds for the first reply.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload the question, passed by reference
   * @return the reply, see {@link #request(String, Object, RequestOptions)}
   */
  default CompletableFuture<Signal> request(String topic, Object payload) {
    return request(topic, payload, RequestOptions.DEFAULT);
  }

  /**
   * Publishes a question, and returns the first reply. The others need not answer any more.
   *
   * <p>The future completes on the thread that delivers replies: whatever takes its time, or
   * blocks, goes behind one of the methods whose name ends in {@code Async}, as it would hold up
   * the other replies of this session. Its cancellation reaches the responder.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload the question, passed by reference
   * @param options how long to wait, and what the question carries
   * @return the reply; or a failure, which is a {@link PubSubException} with NO_RESPONDER at once
   *     when no subscription matches, with REQUEST_TIMEOUT, with RESPONDER_FAILED when the first
   *     who answered has failed, with RESPONDER_GONE when the responder's subscription ended with
   *     the question in its hands, with CLOSED when the bus or this session is closed, or with the
   *     code of the refusal when the question could not be published
   */
  CompletableFuture<Signal> request(String topic, Object payload, RequestOptions options);

  /**
   * Publishes a question to all who subscribe to the topic, and gathers their replies until it is
   * enough or never will be. The others need not answer any more. Everybody whom the question
   * reaches counts as asked, whether they mean to answer or not.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload the question, passed by reference
   * @param options how long to wait, and what the question carries
   * @param enough when it is enough
   * @return what came; when the time is over that is not complete. A failure is a {@link
   *     PubSubException} with CLOSED, or with the code of the refusal when the question could not
   *     be published. Completes as {@link #request(String, Object, RequestOptions)} does
   */
  CompletableFuture<Answers> gather(
      String topic, Object payload, RequestOptions options, Completion enough);

  /**
   * Publishes a question that is answered by many replies, such as the tokens of a text, and
   * receives these in their order. Of several who answer the first is followed; the others need not
   * answer any more.
   *
   * @param topic the full name of a topic, no wildcards
   * @param payload the question, passed by reference
   * @param options how long to wait from one reply to the next, and what the question carries
   * @param onReply called with every reply but the mark that ends them; it has bounds and an order
   *     of its own, and may block. An exception ends the stream, and the responder need not go on
   * @return completes once all replies were received. A failure is what {@code onReply} threw, or a
   *     {@link PubSubException} as of {@link #request(String, Object, RequestOptions)}
   */
  CompletableFuture<Void> stream(
      String topic, Object payload, RequestOptions options, Subscriber onReply);

  /**
   * Answers questions, with the default options.
   *
   * @param pattern a topic name or a pattern
   * @param responder called with every matching signal from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException as {@link #subscribe(String, SubscribeOptions, Subscriber)} does
   */
  default Subscription respond(String pattern, Responder responder) {
    return respond(pattern, SubscribeOptions.DEFAULT, responder);
  }

  /**
   * Subscribes to questions. Who answers in a {@linkplain SubscribeOptions#inGroup group} shares
   * them with its other members. When the subscription ends, the questions that it has not answered
   * fail with RESPONDER_GONE.
   *
   * @param pattern a topic name or a pattern
   * @param options bounds and filters of the subscription, which does not acknowledge: who asked
   *     and got no answer asks again
   * @param responder called with every matching signal from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException as {@link #subscribe(String, SubscribeOptions, Subscriber)} does, and
   *     with BAD_OPTION when the options ask for acknowledgements
   */
  Subscription respond(String pattern, SubscribeOptions options, Responder responder);
}
