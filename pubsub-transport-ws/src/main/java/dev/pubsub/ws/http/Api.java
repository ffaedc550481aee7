package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The table of contents of the HTTP API. What is at {@code /api/...} for the first bus is at {@code
 * /api/buses/NAME/...} for each of them.
 */
public final class Api {

  private static final List<String> BUSES = List.of("api", "buses");

  private final Map<String, Routes> buses = new HashMap<>();
  private final Routes plain;

  /**
   * The API.
   *
   * @param gateway names what plugins answer beside it, and opens their sessions
   * @param buses what it is for, {@code default} first
   * @param json how bodies are read
   * @param limits what one client may ask for
   * @param state the server
   * @param times how long requests took
   * @param open the clients that are connected
   * @throws PubSubException with BAD_PLUGIN when a plugin answers what is answered here
   */
  public Api(
      Gateway gateway,
      List<? extends Bus> buses,
      Json json,
      Limits limits,
      ServerState state,
      ResponseTimes times,
      OpenConnections open) {
    Mounts mounts = new Mounts(gateway);
    Semaphore questions = new Semaphore(limits.questions());
    HealthApi health = new HealthApi(gateway, buses, state);
    List<Routes> all =
        buses.stream()
            .map(
                bus ->
                    routes(gateway, bus, json, limits, state, times, health)
                        .addAll(clients(open, bus, gateway, state))
                        .addAll(settings(gateway, bus, json, state))
                        .addAsync(
                            "POST",
                            "/api/request",
                            new RequestApi(() -> guest(gateway, bus), json, state, questions)::ask))
            .toList();
    for (int i = 0; i < buses.size(); i++) {
      String bus = buses.get(i).name();
      this.buses.put(bus, mounts.addApi(all.get(i), bus));
    }
    this.plain =
        mounts.addPlain(
            new Routes(gateway, buses.get(0).name())
                .addAll(all.get(0))
                .add("GET", "/api/buses", "buses.read", new BusesApi(buses, state.clock())::list)
                .add("GET", "/healthz/live", health::live)
                .add("GET", "/healthz/ready", health::ready),
            buses.get(0).name());
  }

  private static Session guest(Gateway gateway, Bus bus) {
    return gateway.open(bus.name(), Principal.ANONYMOUS, SessionOptions.DEFAULT);
  }

  private static Routes routes(
      Gateway gateway,
      Bus bus,
      Json json,
      Limits limits,
      ServerState state,
      ResponseTimes times,
      HealthApi health) {
    ReplaysApi replays = new ReplaysApi(bus, json, limits.replay(), state.clock());
    TopicsApi topics = new TopicsApi(bus.topics(), json, state.clock());
    ScheduledApi scheduled = new ScheduledApi(bus.schedule(), state.clock());
    DeadLettersApi dead = new DeadLettersApi(bus.deadLetters(), json, state.clock());
    RoutingApi routing = new RoutingApi(bus.router(), json, state.clock());
    DurablesApi durable = new DurablesApi(bus.durableSubscriptions(), state.clock());
    return new Routes(gateway, bus.name())
        .add("POST", "/api/topics", topics::create)
        .add("GET", "/api/topics", "topics.read", topics::list)
        .add("GET", "/api/topics/{id}", "topics.read", topics::find)
        .add("DELETE", "/api/topics/{id}", "topics.delete", topics::delete)
        .add(
            "GET",
            "/api/topics/{id}/history",
            new HistoryApi(bus, json, limits.replay(), state.clock())::read)
        .add("GET", "/api/topics/{id}/events", Api::streamed)
        .add("POST", "/api/topics/{id}/replay", replays::begin)
        .add("GET", "/api/replays", "replays.read", replays::list)
        .add("GET", "/api/replays/{id}", "replays.read", replays::find)
        .add("DELETE", "/api/replays/{id}", "replays.cancel", replays::cancel)
        .add("GET", "/api/dead-letters", "dead-letters.read", dead::list)
        .add("DELETE", "/api/dead-letters", "dead-letters.purge", dead::purgeAll)
        .add("POST", "/api/dead-letters/redrive", "dead-letters.redrive", dead::redriveAll)
        .add("GET", "/api/dead-letters/{id}", "dead-letters.read", dead::find)
        .add("DELETE", "/api/dead-letters/{id}", "dead-letters.purge", dead::purge)
        .add("POST", "/api/dead-letters/{id}/redrive", "dead-letters.redrive", dead::redrive)
        .add("GET", "/api/durable-subscriptions", "durable-subscriptions.read", durable::list)
        .add(
            "DELETE",
            "/api/durable-subscriptions/{id}",
            "durable-subscriptions.remove",
            durable::remove)
        .add("POST", "/api/broadcast", new BroadcastApi(bus, json, state.clock())::send)
        .add("GET", "/api/routes", "routes.read", routing::list)
        .add("PUT", "/api/routes/{id}", "routes.change", routing::put)
        .add("DELETE", "/api/routes/{id}", "routes.change", routing::remove)
        .add("GET", "/api/scheduled", "scheduled.read", scheduled::list)
        .add("DELETE", "/api/scheduled/{id}", "scheduled.cancel", scheduled::cancel)
        .add("GET", "/api/health", "health.read", health::health)
        .add("GET", "/api/stats", "stats.read", new StatsApi(bus, state, times)::stats);
  }

  /** Who is connected, and who else listens. */
  private static Routes clients(OpenConnections open, Bus bus, Gateway gateway, ServerState state) {
    ConnectionsApi connections = new ConnectionsApi(open, bus.name(), gateway, state.clock());
    SubscribersApi subscribers =
        new SubscribersApi(bus, gateway.members().self(), open, state.clock());
    return new Routes(gateway, bus.name())
        .add("GET", "/api/topics/{id}/subscribers", "subscribers.read", subscribers::list)
        .add("GET", "/api/connections", "connections.read", connections::list)
        .add("GET", "/api/connections/{id}", "connections.read", connections::find)
        .add("DELETE", "/api/connections/{id}", "connections.close", connections::close);
  }

  private static Routes settings(Gateway gateway, Bus bus, Json json, ServerState state) {
    SettingsApi settings = new SettingsApi(gateway, bus.name(), json, state.clock());
    return new Routes(gateway, bus.name())
        .add("GET", "/api/settings", "settings.read", settings::list)
        .add("PUT", "/api/settings/{id}", "settings.change", settings::put);
  }

  /**
   * Answers a request. Any thread; blocks as long as the endpoint of a plugin does.
   *
   * @param request the request
   * @return the answer, now or later; it never fails. Whoever does not wait any more cancels it
   * @throws ApiError with the answer when it is an error
   */
  public CompletableFuture<Response> answer(Request request) throws ApiError {
    try {
      return routed(request);
    } catch (PubSubException e) {
      throw ApiError.of(e);
    }
  }

  private CompletableFuture<Response> routed(Request request) throws ApiError {
    List<String> path = segments(request.path());
    int named = BUSES.size();
    if (path.size() <= named + 1 || !path.subList(0, named).equals(BUSES)) {
      return plain.answer(request, path);
    }
    Routes bus = buses.get(path.get(named));
    if (bus == null) {
      throw ApiError.busNotFound(path.get(named));
    }
    List<String> within = new ArrayList<>(path.subList(named, path.size()));
    within.set(0, "api");
    return bus.answer(request, within);
  }

  /** A stream of events is answered before a request comes here; its head alone is not. */
  private static Response streamed(Request request, String topic) throws ApiError {
    throw ApiError.methodNotAllowed("GET");
  }

  private static List<String> segments(String path) throws ApiError {
    if (!path.startsWith("/")) {
      throw ApiError.notFound();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(1).split("/", -1)) {
      segments.add(PercentCoding.segment(segment).orElseThrow(ApiError::badPath));
    }
    return segments;
  }
}
