package dev.pubsub.core.publish;

import dev.pubsub.Hop.Step;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.core.trace.Traces;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Publishes many signals in their order. Runs of the same topic and priority go the short way if
 * there is room for all of the run: one look at the topic, the clock, the route and the bounds, and
 * one exchange with each lane. Everything else goes the way of a single signal.
 */
public final class BatchPublisher {

  /** How many go at once; what others publish meanwhile comes between two such runs. */
  private static final int LONGEST_RUN = 256;

  private static final Rejected CLOSED =
      new Rejected(
          StandardError.CLOSED, "the bus, or the session, is closed; nothing was published");

  private final Publisher publisher;
  private final Catalog catalog;
  private final Router router;
  private final SignalIds ids;
  private final Expiry expiry;
  private final Traces traces;
  private final Clock clock;

  /** Beside a publisher, which has the same catalog and the same identities. */
  public BatchPublisher(
      Publisher publisher,
      Catalog catalog,
      Router router,
      SignalIds ids,
      Expiry expiry,
      Traces traces,
      Clock clock) {
    this.publisher = publisher;
    this.catalog = catalog;
    this.router = router;
    this.ids = ids;
    this.expiry = expiry;
    this.traces = traces;
    this.clock = clock;
  }

  /** Publishes; the results are in the order of the publications. */
  public List<PublishResult> publish(Sender sender, List<Publication> publications) {
    Publication[] all = publications.toArray(Publication[]::new);
    Results results = new Results(all.length);
    for (int from = 0; from < all.length; from = results.size()) {
      int to = endOfRun(all, from);
      if (to - from == 1
          || !isPlain(all[from].options())
          || !sendTogether(sender, all, from, to, results)) {
        for (int i = from; i < to; i++) {
          results.addOne(sendAlone(sender, all[i]));
        }
      }
    }
    return results;
  }

  private static int endOfRun(Publication[] all, int from) {
    String topic = all[from].topic();
    Priority priority = all[from].options().priority();
    int longest = Math.min(all.length, from + LONGEST_RUN);
    int to = from + 1;
    while (to < longest
        && all[to].topic().equals(topic)
        && all[to].options().priority() == priority
        && isPlain(all[to].options())) {
      to++;
    }
    return to;
  }

  private static boolean isPlain(PublishOptions options) {
    return options.deduplicationId().isEmpty()
        && Router.nodeOf(options.headers()).isEmpty()
        && Fences.of(options.headers()).isEmpty();
  }

  private PublishResult sendAlone(Sender sender, Publication publication) {
    return sender.isOpen()
        ? publisher.publish(
            sender, publication.topic(), publication.payload(), publication.options())
        : CLOSED;
  }

  /** False, and nothing was published, when they have to go one by one. */
  private boolean sendTogether(
      Sender sender, Publication[] all, int from, int to, Results results) {
    Topic topic = catalog.find(all[from].topic());
    if (topic == null || topic.keep() != null || !publisher.isPlain() || !sender.isOpen()) {
      return false;
    }
    Priority priority = publisher.urgency(all[from].options());
    Route route = router.route(topic);
    int count = to - from;
    if (!route.claim(count, priority)) {
      return false;
    }
    long now = clock.millis();
    SignalIds.Block block = ids.next(now, count);
    // The rest of the batch may be long gone when these are made.
    Publication[] run = Arrays.copyOfRange(all, from, to);
    IntFunction<Signal> signals =
        i -> {
          Publication each = run[i];
          return publisher.stamp(block.at(i), topic, sender, each.payload(), each.options(), now);
        };
    results.addRun(block, route.matched(), count);
    topic.count(count);
    route.postClaimed(count, letters(signals, count, sender, topic, route), priority);
    publisher.tellAccepted(topic.shownName(), route.matched(), count);
    return true;
  }

  private IntFunction<Letter> letters(
      IntFunction<Signal> signals, int count, Sender sender, Topic topic, Route route) {
    if (topic.isSecret() || !traces.isOpen()) {
      return i -> new Letter(signals.apply(i), sender, null, expiry);
    }
    // Their way is noted from here on, and no later.
    Letter[] made = new Letter[count];
    for (int i = 0; i < count; i++) {
      made[i] = traces.letter(signals.apply(i), sender, null, expiry, route.receivers());
      Posting.noteMatched(made[i], Step.PUBLISHED, route.matched());
    }
    return i -> made[i];
  }
}
