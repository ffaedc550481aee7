package dev.pubsub.core.publish;

import dev.pubsub.DropReason;
import dev.pubsub.Hop.Step;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.store.History;
import dev.pubsub.core.trace.Traces;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The last step of publishing: room is made sure of, the signal is kept, and posted. */
public sealed class Posting permits SampledPosting {

  static final Duration RETRY_AFTER = Duration.ofMillis(50);

  private static final Rejected NO_ROOM =
      new Rejected(
          StandardError.OVERLOADED,
          "a subscription that must not lose anything has no room; nothing was published",
          RETRY_AFTER);

  private final Router router;
  private final History history;
  private final Expiry expiry;
  private final Traces traces;
  private final Totals totals;
  private final Patience patience;
  private final Fences fences;

  /** The way to the subscriptions that a router finds; timed where anybody looks at samples. */
  public static Posting of(
      Router router,
      History history,
      Expiry expiry,
      Traces traces,
      Totals totals,
      Scheduler time,
      Fences fences) {
    return totals.isSampling()
        ? new SampledPosting(router, history, expiry, traces, totals, time, fences)
        : new Posting(router, history, expiry, traces, totals, time, fences);
  }

  Posting(
      Router router,
      History history,
      Expiry expiry,
      Traces traces,
      Totals totals,
      Scheduler time,
      Fences fences) {
    this.totals = totals;
    this.router = router;
    this.history = history;
    this.expiry = expiry;
    this.traces = traces;
    this.patience = new Patience(time);
    this.fences = fences;
  }

  /**
   * Posts, as soon as there is room wherever nothing may be lost.
   *
   * @param longest how long to wait for room
   */
  PublishResult post(Sender sender, Signal signal, Topic topic, Duration longest) {
    PublishResult result = attempt(sender, signal, topic);
    if (result == null) {
      result = patience.tryAgain(longest, sender::isOpen, () -> attempt(sender, signal, topic));
    }
    return result != null ? result : NO_ROOM;
  }

  /**
   * Whether it is known that nobody would ever learn of a signal that is published now. Its headers
   * might ask for a look at it.
   */
  boolean isUnheard(SignalId id, Topic topic, PublishOptions options) {
    return router.leadsNowhere(topic)
        && topic.keep() == null
        && options.headers().isEmpty()
        && !traces.isOpen();
  }

  /** Posts what has come from another node for some of those who are here; does not wait. */
  PublishResult post(Sender link, Signal signal, Topic topic, Arrival arrival) {
    return arrive(
        link, signal, topic, arrival.everyone(), route -> route.choose(signal, link, arrival));
  }

  /** Posts what was for one node alone, and has come there; does not wait. */
  PublishResult postHere(Sender link, Signal signal, Topic topic) {
    return arrive(link, signal, topic, true, route -> route.here(signal, link));
  }

  private PublishResult arrive(
      Sender link, Signal signal, Topic topic, boolean kept, UnaryOperator<Route> choose) {
    PublishResult result =
        fenced(
            signal,
            () ->
                kept && topic.keep() != null
                    ? history.step(
                        () -> arrived(link, signal, topic, choose, keepOf(topic, link, signal)))
                    : arrived(link, signal, topic, choose, null));
    return result == null ? NO_ROOM : result;
  }

  private static @Nullable Retention keepOf(Topic topic, Sender link, Signal signal) {
    return link.hasKept(signal.id()) ? null : topic.keep();
  }

  private @Nullable PublishResult arrived(
      Sender link,
      Signal signal,
      Topic topic,
      UnaryOperator<Route> choose,
      @Nullable Retention keep) {
    Route route = choose.apply(router.route(topic));
    PublishResult result =
        post(Step.ARRIVED, link, signal, Copies.unaddressed(signal), topic, route, keep);
    if (result != null && route.missing() > 0) {
      totals.dropped(topic.shownName(), DropReason.CLOSED, route.missing());
    }
    return result;
  }

  /** Has a member of a group have a signal, wherever it is, unless a former leader sent it. */
  void passOn(Sender link, Signal signal, Topic topic, GroupId group, int hops) {
    Letter letter = traces.letter(signal, link, null, expiry, 1);
    PublishResult result =
        fenced(
            signal,
            () -> router.pass(group, letter, hops) ? new Accepted(signal.id(), 1, 0) : null);
    if (!(result instanceof Accepted)) {
      totals.dropped(topic.shownName(), DropReason.CLOSED, 1);
    }
  }

  private @Nullable PublishResult attempt(Sender sender, Signal signal, Topic topic) {
    // No step made for those that have no fence: they are most.
    return Fences.of(signal.headers()).isEmpty()
        ? unfenced(sender, signal, topic)
        : fenced(signal, () -> unfenced(sender, signal, topic));
  }

  /** Takes a step, unless a former leader does; null when there is no room. */
  private @Nullable PublishResult fenced(Signal signal, Supplier<@Nullable PublishResult> step) {
    String fence = Fences.of(signal.headers());
    return fence.isEmpty() ? step.get() : fences.pass(fence, step);
  }

  private @Nullable PublishResult unfenced(Sender sender, Signal signal, Topic topic) {
    return topic.keep() == null
        ? step(sender, signal, topic, null)
        // Asked again: a durable subscription may have come, or gone, while others took steps.
        : history.step(() -> step(sender, signal, topic, topic.keep()));
  }

  /** Whether a topic that is not here leads to another node. */
  boolean leadsElsewhere(Topic topic) {
    return router.route(topic).receivers() > 0;
  }

  /** Null when there is no room. */
  private @Nullable PublishResult step(
      Sender sender, Signal signal, Topic topic, @Nullable Retention keep) {
    Route way = router.route(topic, signal);
    if (way == null) {
      return new Rejected(
          StandardError.NODE_NOT_FOUND,
          "there is no other node '%s', or it cannot be reached"
              .formatted(Router.nodeOf(signal.headers())));
    }
    return post(
        Step.PUBLISHED,
        sender,
        signal,
        router.here(signal),
        topic,
        way.choose(signal, sender),
        keep);
  }

  /** Null when there is no room; what is received here is null when nobody here receives it. */
  private @Nullable PublishResult post(
      Step step,
      Sender sender,
      Signal signal,
      @Nullable Signal here,
      Topic topic,
      Route route,
      @Nullable Retention keep) {
    if (!route.reserve(signal.priority())) {
      return null;
    }
    Stored stored = null;
    if (keep != null && here != null) {
      try {
        // As it was published: what was for one node alone is not for the histories of others.
        stored = history.append(signal, keep);
      } catch (PubSubException e) {
        route.release();
        return new Rejected(e.code(), e.getMessage());
      }
    }
    topic.count();
    Letter letter = letter(sender, here == null ? signal : here, topic, stored, route.receivers());
    noteMatched(letter, step, route.matched());
    return new Accepted(signal.id(), route.matched(), route.post(letter));
  }

  /** Notes that a signal was taken out before it matched anybody. */
  void noteTakenOut(Sender sender, Signal signal, Topic topic) {
    letter(sender, signal, topic, null, 0)
        .note(Step.DROPPED, signal.topic(), DropReason.INTERCEPTED.name().toLowerCase(Locale.ROOT));
  }

  // Whoever asks for a reply tells nobody but the responder where it is to go.
  private Letter letter(
      Sender sender, Signal signal, Topic topic, @Nullable Stored stored, int receivers) {
    return topic.isSecret()
        ? new Letter(signal, sender, stored, expiry)
        : traces.letter(signal, sender, stored, expiry, receivers);
  }

  /** Notes to how many it goes, before anything happens to it there. */
  static void noteMatched(Letter letter, Step step, int matched) {
    if (letter.isTraced()) {
      letter.note(step, letter.signal().topic(), "matched " + matched);
    }
  }
}
