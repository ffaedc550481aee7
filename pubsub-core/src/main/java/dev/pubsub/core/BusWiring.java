package dev.pubsub.core;

import dev.pubsub.DropReason;
import dev.pubsub.Principal;
import dev.pubsub.config.Settings;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.IdleTopics;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.durable.Durables;
import dev.pubsub.core.filter.Selections;
import dev.pubsub.core.forward.Rules;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Locality;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.publish.BatchPublisher;
import dev.pubsub.core.publish.Deduplication;
import dev.pubsub.core.publish.Posting;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Redrive;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.publish.Turnstile;
import dev.pubsub.core.request.Inboxes;
import dev.pubsub.core.request.Requests;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.core.schedule.Agenda;
import dev.pubsub.core.session.BusParts;
import dev.pubsub.core.session.LocalDoor;
import dev.pubsub.core.session.Pulse;
import dev.pubsub.core.store.History;
import dev.pubsub.core.store.Keeping;
import dev.pubsub.core.store.Trimming;
import dev.pubsub.core.subscribe.Replay;
import dev.pubsub.core.subscribe.Subscriptions;
import dev.pubsub.core.subscribe.Supervisors;
import dev.pubsub.core.system.Drains;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.core.trace.Traces;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the parts of one bus together, in the order in which a signal meets them. */
final class BusWiring {

  private static final Principal APPLICATION = new Principal("application");

  private final Lanes lanes;
  private final Publisher publisher;
  private final Agenda agenda;
  private final Subscriptions subscriptions;
  private final Requests requests;
  private final Durables durables;
  private final Totals totals;
  private final Catalog catalog;
  private final Keeping keeping;
  private final History history;
  private final IdleTopics idleTopics;
  private final Trimming trimming;
  private final Traces traces;
  private final Pulse pulse;
  private final LocalDoor door;
  private final Priority urgency;

  /**
   * A bus that is not started.
   *
   * @param settings those of the bus
   * @param extensions what plugins put in the way of its signals
   */
  BusWiring(String name, Settings settings, Host host, Extensions extensions) {
    this.urgency = settings.get(CoreSettings.PRIORITY);
    this.totals = new Totals(name, extensions.observer());
    HistoryRules rules = settings.get(CoreSettings.HISTORY);
    this.keeping =
        new Keeping(rules::of, !rules.isEmpty(), settings.get(CoreSettings.DURABLE_KEEP));
    this.catalog =
        new Catalog(
            TopicSyntax.COLON, settings.get(CoreSettings.TOPICS_MODE), keeping::of, host.clock());
    settings.follow(CoreSettings.TOPICS_MAX, catalog::limit);
    TopicTree<Audience> tree = new TopicTree<>(catalog.syntax());
    this.lanes =
        new Lanes(
            name,
            laneCount(settings),
            settings.get(CoreSettings.LANE_CAPACITY),
            settings.get(CoreSettings.STAY_HOT),
            host.looks());
    MatchCache<Topic, Route> routes = new MatchCache<>();
    Router router =
        new Router(
            tree,
            routes,
            lanes,
            new Locality(extensions.self(), settings.get(CoreSettings.GROUPS_LOCAL_FIRST)));
    this.history =
        new History(extensions.stores().apply(name), keeping::isAnything, host.scheduler());
    DeadLetterBox deadLetters =
        new DeadLetterBox(
            settings.get(CoreSettings.DEAD_LETTERS_MAX),
            settings.get(CoreSettings.DEAD_LETTERS_MAX_BYTES),
            host.clock());
    settings.follow(CoreSettings.DEAD_LETTERS_MAX, deadLetters::limit);
    Expiry expiry =
        new Expiry(
            host.clock(),
            settings.get(CoreSettings.DEAD_LETTERS_EXPIRED)
                ? (receiver, signal, pattern, attempts) ->
                    deadLetters.add(
                        receiver,
                        signal,
                        pattern,
                        DropReason.EXPIRED,
                        "its time to live was over before it could be delivered",
                        attempts)
                : (receiver, signal, pattern, attempts) -> {});
    this.traces =
        new Traces(
            extensions.self(),
            settings.get(CoreSettings.TRACE_CAPACITY),
            host.clock(),
            host.scheduler());
    settings.follow(CoreSettings.TRACE_RATE, traces::limit);
    this.trimming = new Trimming(history, shortestAge(settings), host.scheduler());
    SignalIds ids = new SignalIds(host.random());
    this.publisher =
        new Publisher(
            catalog,
            ids,
            host.clock(),
            new Turnstile(extensions.gates(), catalog, ids, host.clock(), host.scheduler(), totals),
            extensions.interceptors(),
            new Deduplication(
                settings.get(CoreSettings.IDEMPOTENCY_WINDOW),
                settings.get(CoreSettings.IDEMPOTENCY_MAX),
                host.scheduler()),
            Posting.of(router, history, expiry, traces, totals, host.scheduler(), host.fences()),
            urgency,
            totals);
    this.pulse = new Pulse(publisher, totals, host.scheduler());
    this.agenda =
        new Agenda(
            publisher,
            catalog,
            totals,
            new SignalIds(host.random()),
            host.clock(),
            host.scheduler(),
            settings.get(CoreSettings.SCHEDULE_MAX_BYTES));
    settings.follow(CoreSettings.SCHEDULE_MAX, agenda::limit);
    Guard guard = new Guard(host.scheduler());
    this.subscriptions =
        new Subscriptions(
            tree,
            routes,
            lanes,
            router,
            catalog,
            new Selections(catalog.syntax(), extensions.filterLanguage()),
            guard,
            totals,
            new Replay(history, lanes, expiry),
            new Supervisors(extensions.decorators(), name, deadLetters));
    this.durables = new Durables(catalog, keeping, history, subscriptions::keep);
    settings.get(CoreSettings.HISTORY_REPAIR).forEach(pattern -> subscriptions.keep(pattern, true));
    Drains drains = host.drains().of(name);
    Inboxes inboxes =
        new Inboxes(catalog, router, guard, totals, drains, host.scheduler(), host.random());
    this.requests =
        new Requests(publisher, router, catalog, inboxes, host.scheduler(), drains.waiting());
    this.idleTopics =
        new IdleTopics(
            catalog, settings.get(CoreSettings.TOPICS_IDLE), host.scheduler(), this::expire);
    this.door =
        new LocalDoor(
            new BusParts(
                name,
                publisher,
                extensions.gates(),
                extensions.handouts(),
                agenda,
                new BatchPublisher(publisher, catalog, router, ids, expiry, traces, host.clock()),
                subscriptions,
                durables,
                catalog,
                router,
                totals,
                traces,
                pulse,
                deadLetters,
                new Redrive(deadLetters, router, host.fences()),
                requests,
                new Rules(catalog.syntax(), host.clock()),
                history,
                settings.get(CoreSettings.HISTORY_REPAIR).stream().map(TopicPattern::text).toList(),
                lanes,
                new Bounds(
                    settings.get(CoreSettings.CAPACITY),
                    settings.get(CoreSettings.SOFT_LIMIT),
                    settings.get(CoreSettings.OVERFLOW)),
                settings.get(CoreSettings.SESSION_CAPACITY_MAX),
                drains,
                host.clock(),
                host.scheduler(),
                host.random()),
            APPLICATION);
  }

  private static Optional<Duration> shortestAge(Settings settings) {
    Optional<Duration> forDurable =
        Optional.of(settings.get(CoreSettings.DURABLE_KEEP).age())
            .filter(age -> !age.equals(Retention.ANY_AGE));
    return Stream.of(settings.get(CoreSettings.HISTORY).shortestAge(), forDurable)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static int laneCount(Settings settings) {
    int wanted = settings.get(CoreSettings.LANES);
    return wanted > 0 ? wanted : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  void start() {
    durables.restore();
    lanes.start();
    idleTopics.start();
    trimming.start();
    pulse.start();
  }

  /**
   * Keeps a part of its history for the time being: at once of what is there, and of what comes.
   */
  void scaleHistoryTo(int percent) {
    catalog.keepAnew(() -> keeping.scaleTo(percent));
    catalog.forEachKept(topic -> history.keep(topic.name(), topic::keep));
  }

  private void expire(Topic topic) {
    boolean gone =
        topic.keep() == null
            ? subscriptions.expire(topic)
            // Nobody keeps anything of it meanwhile.
            : history.step(() -> isEmpty(topic) && subscriptions.expire(topic) && forget(topic));
    if (gone) {
      totals.happened(new BusEvent.TopicExpired(totals.bus(), topic.name()));
    }
  }

  private boolean isEmpty(Topic topic) {
    return history.isEmpty(TopicPattern.parse(topic.name(), TopicSyntax.COLON));
  }

  private boolean forget(Topic topic) {
    history.forget(topic.name());
    return true;
  }

  LocalDoor door() {
    return door;
  }

  /** How urgent it is, beside the others. */
  Priority urgency() {
    return urgency;
  }

  /** Delivers nothing more from its lanes for the time being; mailboxes are emptied. */
  void hold() {
    lanes.hold();
  }

  void letGo() {
    lanes.letGo();
  }

  boolean isEmpty() {
    return lanes.areIdle() && consumers().allMatch(Consumer::isIdle);
  }

  /** Deliveries that have not come to their end. */
  long waiting() {
    return consumers().distinct().mapToLong(Consumer::waiting).sum();
  }

  /** Publishes that are not due. */
  long scheduled() {
    return agenda.count();
  }

  private Stream<Consumer> consumers() {
    return Stream.concat(
        requests.consumers(),
        subscriptions.audiences().stream().flatMap(Audience::recipients).map(Recipient::consumer));
  }

  void close() {
    idleTopics.close();
    trimming.close();
    traces.close();
    pulse.close();
    agenda.close();
    publisher.close();
    requests.close();
    subscriptions.close();
    lanes.stop();
  }
}
