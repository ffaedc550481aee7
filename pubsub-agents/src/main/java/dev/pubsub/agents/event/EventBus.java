package dev.pubsub.agents.event;

import dev.pubsub.Bus;
import dev.pubsub.HistoryPage;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.ReplayRequest;
import dev.pubsub.Rerun;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bus as a place where events are told. An event of the type {@code agent.created} is a signal of
 * that type on the topic {@code events.agent.created}, so whoever is connected in another way emits
 * and subscribes, too. Its source is whoever the bus was given to.
 *
 * <p>A type has words of letters, digits, {@code -} and {@code _}, with dots between them. Patterns
 * of types are patterns of topics, see {@link dev.pubsub.topic.TopicPattern}, whose levels are
 * these words, whatever separates the levels of the bus:
 *
 * <ul>
 *   <li>{@code *} is one word, but one or more where it is the last: {@code agent.*} are {@code
 *       agent.created} and {@code agent.mail.failed}, and not {@code agent};
 *   <li>{@code +} is one word anywhere, and {@code **} are zero or more;
 *   <li>{@code cre*} matches within one word.
 * </ul>
 *
 * What a pattern leaves out is filtered by the bus, and counted so. All methods may be called on
 * any thread.
 */
public final class EventBus {

  private static final int MAX_LOOK = 1_000_000;

  private final Bus bus;

  /**
   * Events on a bus.
   *
   * @param bus where; the view of an agent for its events to have its id as their source
   */
  public EventBus(Bus bus) {
    this.bus = bus;
  }

  /**
   * Tells that something has happened.
   *
   * @param type what kind of thing
   * @param data what is to be told of it, passed by reference; it must not change any more
   * @return what became of it, as {@link Bus#publish} tells it; a refusal with BAD_TOPIC when that
   *     is no type
   */
  public PublishResult emit(String type, Object data) {
    return EventTypes.isType(type)
        ? bus.publish(EventTypes.PREFIX + type, data, PublishOptions.ofType(type))
        : badType();
  }

  private static PublishResult badType() {
    return new PublishResult.Rejected(
        StandardError.BAD_TOPIC,
        "the type of an event has words of letters, digits, - and _, with dots between them");
  }

  /**
   * Tells of many things, in their order, as so many calls of {@link #emit} would, but faster where
   * those of a type follow each other, see {@link Bus#publishAll}.
   *
   * @param events what has happened
   * @return what became of each, in the same order
   */
  public List<PublishResult> emitAll(List<Event> events) {
    List<Publication> good = new ArrayList<>(events.size());
    String type = "";
    String topic = "";
    PublishOptions options = PublishOptions.DEFAULT;
    boolean isType = false;
    for (Event each : events) {
      if (!each.type().equals(type)) {
        type = each.type();
        isType = EventTypes.isType(type);
        topic = EventTypes.PREFIX + type;
        options = PublishOptions.ofType(type);
      }
      if (isType) {
        good.add(new Publication(topic, each.data(), options));
      }
    }
    List<PublishResult> results = bus.publishAll(good);
    return good.size() == events.size() ? results : withRefusals(events, results);
  }

  private static List<PublishResult> withRefusals(
      List<Event> events, List<PublishResult> published) {
    List<PublishResult> all = new ArrayList<>(events.size());
    var next = published.iterator();
    for (Event each : events) {
      all.add(EventTypes.isType(each.type()) ? next.next() : badType());
    }
    return all;
  }

  /**
   * Tells of many things, those of a type in their order, but one type after the other: as fast as
   * {@link #emitAll} where types alternate, for whoever does not mind in which order two types are
   * told.
   *
   * @param events what has happened
   * @return what became of each, in the order of the list
   */
  public List<PublishResult> emitByType(List<Event> events) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      places.computeIfAbsent(events.get(i).type(), type -> new ArrayList<>()).add(i);
    }
    List<Integer> order = places.values().stream().flatMap(List::stream).toList();
    List<PublishResult> emitted = emitAll(order.stream().map(events::get).toList());
    PublishResult[] results = new PublishResult[events.size()];
    for (int i = 0; i < results.length; i++) {
      results[order.get(i)] = emitted.get(i);
    }
    return List.of(results);
  }

  /**
   * Subscribes to the events of one type.
   *
   * @param type which
   * @param subscriber called with each of them from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException with BAD_PATTERN when that is no type, and as {@link Bus#subscribe}
   */
  public Subscription subscribe(String type, Subscriber subscriber) {
    if (!EventTypes.isType(type)) {
      throw new PubSubException(StandardError.BAD_PATTERN, "that is no type of events");
    }
    return subscribePattern(type, SubscribeOptions.DEFAULT, subscriber);
  }

  /**
   * Subscribes to the events whose types match a pattern.
   *
   * @param pattern of types
   * @param subscriber called with each of them from now on
   * @return the open subscription; close it to end it
   * @throws PubSubException with BAD_PATTERN, and as {@link Bus#subscribe} does
   */
  public Subscription subscribePattern(String pattern, Subscriber subscriber) {
    return subscribePattern(pattern, SubscribeOptions.DEFAULT, subscriber);
  }

  /**
   * Subscribes to the events whose types match a pattern, from some point of their history on if
   * the options say so, see {@link SubscribeOptions#startingAt}.
   *
   * @param pattern of types, or a type
   * @param options bounds and filters of the subscription
   * @param subscriber called with each of them
   * @return the open subscription; close it to end it
   * @throws PubSubException with BAD_PATTERN, and as {@link Bus#subscribe} does
   */
  public Subscription subscribePattern(
      String pattern, SubscribeOptions options, Subscriber subscriber) {
    EventTypes types = EventTypes.matching(pattern);
    String selector = (types.selector() + ' ' + options.selection().selector()).strip();
    return bus.subscribe(types.topics(), options.selecting(selector), subscriber);
  }

  /**
   * The newest events that are kept, where the bus keeps a history of their topics. May block where
   * a store does. A pattern that matches few of many that are kept takes a walk over those.
   *
   * @param pattern of types, or a type
   * @param last how many at most, 1 to 1,000,000
   * @return in the order in which they were emitted
   * @throws PubSubException with BAD_PATTERN or BAD_OPTION, and as {@link Bus#history} does
   */
  public List<Signal> history(String pattern, int last) {
    EventTypes types = EventTypes.matching(pattern);
    int look = last;
    while (true) {
      List<HistoryPage.Entry> kept =
          bus.history(types.topics(), StartAt.last(look), look).entries();
      List<Signal> events =
          kept.stream().map(HistoryPage.Entry::signal).filter(types::include).toList();
      if (events.size() >= last || kept.size() < look || look >= MAX_LOOK) {
        return events.subList(Math.max(0, events.size() - last), events.size());
      }
      look = (int) Math.min(MAX_LOOK, look * 4L);
    }
  }

  /**
   * Publishes what is kept of events once more, with their types and data, under other topics.
   *
   * @param pattern a type, or the beginning of types: words and {@code .*} behind them
   * @param start where in their history to begin
   * @param to a topic, or a prefix such as {@code again:*}, see {@link ReplayRequest}
   * @param speed 1 with the pauses that there were, 2 twice as fast, 0 as fast as possible
   * @return the replay, which goes on by itself
   * @throws PubSubException with BAD_PATTERN when it is another pattern, and as {@link Bus#replay}
   */
  public Rerun replay(String pattern, StartAt start, String to, double speed) {
    EventTypes types = EventTypes.matching(pattern);
    if (!types.areWhole()) {
      throw new PubSubException(
          StandardError.BAD_PATTERN, "a replay takes a type, or words and .* behind them");
    }
    return bus.replay(new ReplayRequest(types.topics(), start, to, speed));
  }
}
