package dev.pubsub.monitoring.alert;

import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.monitoring.json.Json;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what somebody should look at, and when that is over: on the bus {@code alerts}, where it
 * runs, at {@code GET /api/alerts}, and to a webhook. Looks at figures that are kept anyway, once
 * in a while.
 */
public final class Alerts implements Component {

  /** What may be set. */
  public static final List<Setting<?>> SETTINGS =
      Stream.of(AlertSettings.ALL, WebhookSettings.ALL).<Setting<?>>flatMap(List::stream).toList();

  private static final Principal SELF = new Principal("system:monitoring");

  /** To count walks all subscriptions; it may take a fiftieth of the time of a processor. */
  private static final int REST = 50;

  private final Environment environment;
  private final Duration interval;
  private final Standing standing;
  private final Looks looks;
  private final Board board;
  private final Incidents incidents;
  private final Optional<Webhook> webhook;
  private final Announcer announcer;
  private final List<Session> sessions = new ArrayList<>();
  // Guarded by this.
  private Cancellable next = () -> {};
  private Runnable goodbye = () -> {};
  private boolean stopped;

  /**
   * Looks at nothing yet.
   *
   * @param environment whose settings say at what
   */
  public Alerts(Environment environment) {
    Settings settings = environment.settings();
    this.environment = environment;
    this.interval = settings.get(AlertSettings.INTERVAL);
    this.standing = new Standing(settings.get(AlertSettings.MISSED));
    this.looks =
        new Looks(
            AlertSettings.Limits.of(settings),
            settings.get(AlertSettings.OBJECTIVES),
            standing,
            environment.scheduler().nanoTime());
    this.board =
        new Board(
            environment.node(),
            settings.get(AlertSettings.AFTER),
            settings.get(AlertSettings.CLEAR_AFTER));
    this.incidents = new Incidents(environment.node(), settings.get(AlertSettings.CLEAR_AFTER));
    this.webhook = WebhookSettings.webhook(environment);
    this.announcer = new Announcer(webhook, settings.get(WebhookSettings.EVENTS));
  }

  /**
   * Contributes alerts, unless none are wanted.
   *
   * @param contributions what is added to
   */
  public void contribute(Contributions.Builder contributions) {
    if (!interval.isZero()) {
      contributions
          .component(this)
          .endpoint(Endpoint.of("GET", "/api/alerts", "alerts.read", request -> answer()))
          .healthCheck(HealthCheck.of("alerts", this::health));
    }
  }

  private EndpointResponse answer() {
    List<Map<String, Object>> firing = board.firing().stream().map(Alert::fields).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("alerts", firing);
    answer.put("count", firing.size());
    if (!looks.objectives().isEmpty()) {
      answer.put("objectives", looks.objectives());
    }
    incidents.open().ifPresent(incident -> answer.put("incident", incident.key()));
    webhook.ifPresent(there -> answer.put("webhook", there.figures()));
    return EndpointResponse.of(200, "application/json", Json.write(answer));
  }

  private Health health() {
    List<Alert> critical =
        board.firing().stream().filter(alert -> alert.severity() == Severity.CRITICAL).toList();
    return critical.isEmpty()
        ? Health.UP
        : Health.degraded(critical.stream().map(Alert::message).collect(Collectors.joining("; ")));
  }

  @Override
  public void start(Gateway gateway) {
    looks.require(gateway.buses());
    gateway.buses().forEach(bus -> sessions.add(gateway.open(bus, SELF, SessionOptions.DEFAULT)));
    sessions.stream().filter(session -> session.name().equals(Told.BUS)).forEach(this::listen);
    Nodes nodes = new Nodes(standing, environment.scheduler());
    Roster<String, Boolean> roster = gateway.roster(Nodes.ROSTER, new Nodes.Codec());
    String self = gateway.members().self();
    roster.watch(nodes);
    gateway.members().watch(nodes);
    nodes.known(roster.entries());
    roster.put(self, true);
    synchronized (this) {
      goodbye = () -> roster.put(self, false);
    }
    again(interval, gateway);
  }

  private void listen(Session health) {
    Told told = new Told(standing, environment.scheduler());
    health.subscribe(Told.SUBSCRIPTIONS, SubscribeOptions.DEFAULT, told);
    health.subscribe(Told.BREAKERS, SubscribeOptions.DEFAULT, told);
  }

  private synchronized void again(Duration in, Gateway gateway) {
    if (!stopped) {
      next =
          environment
              .scheduler()
              .schedule(in, () -> environment.executor().execute(() -> look(gateway)));
    }
  }

  private void look(Gateway gateway) {
    long began = environment.scheduler().nanoTime();
    try {
      look(gateway, began);
    } finally {
      Duration took = Duration.ofNanos(environment.scheduler().nanoTime() - began);
      Duration rest = took.multipliedBy(REST);
      again(rest.compareTo(interval) > 0 ? rest : interval, gateway);
    }
  }

  private synchronized void look(Gateway gateway, long now) {
    if (!stopped) {
      Instant time = environment.clock().instant();
      board
          .look(looks.look(sessions, now), now, time)
          .forEach(alert -> announcer.tell(alert, gateway));
      List<Alert> firing = board.firing().stream().filter(each -> isOurs(each, gateway)).toList();
      incidents.look(firing, now, time).ifPresent(each -> announcer.tell(each, gateway));
    }
  }

  /** All nodes miss one that is gone; the oldest of them calls somebody. */
  private static boolean isOurs(Alert alert, Gateway gateway) {
    Members members = gateway.members();
    return alert.rule() != Rule.INSTANCE_DOWN || members.list().get(0).equals(members.self());
  }

  /** Says that this node leaves, as long as others can hear it. */
  @Override
  public synchronized void quiesce() {
    goodbye.run();
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    next.cancel();
    quiesce();
    webhook.ifPresent(Webhook::close);
    sessions.forEach(Session::close);
  }
}
