package dev.pubsub.monitoring.trace;

import dev.pubsub.Hop;
import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.monitoring.json.Json;
import dev.pubsub.monitoring.trace.OtherNodes.Answers;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the way of a signal over all nodes: what {@link dev.pubsub.Bus#trace} says on each of them,
 * put together. A node that works alone asks nobody and is subscribed to nothing.
 */
public final class Tracing implements Component {

  private static final Principal SELF = new Principal("system:tracing");

  private final OtherNodes others = new OtherNodes(SELF.name());
  // Guarded by this.
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private boolean answering;
  private volatile @Nullable Members members;

  /** One that is not started. */
  public Tracing() {}

  @Override
  public synchronized void start(Gateway gateway) {
    for (String bus : gateway.buses()) {
      sessions.put(bus, gateway.open(bus, SELF, SessionOptions.ofCapacity(1000)));
    }
    Members found = gateway.members();
    members = found;
    found.watch(
        new Members.Listener() {
          @Override
          public void up(String node) {
            answer();
          }

          @Override
          public void down(String node) {}
        });
    if (found.list().size() > 1) {
      answer();
    }
  }

  private synchronized void answer() {
    if (!answering) {
      answering = true;
      others.answerOn(List.copyOf(sessions.values()));
    }
  }

  /**
   * Tells the way of one signal.
   *
   * @return {@code GET /api/trace/ID}
   */
  public Endpoint endpoint() {
    return Endpoint.of("GET", "/api/trace/{id}", "trace.read", this::tell);
  }

  private EndpointResponse tell(EndpointRequest request) {
    String text = request.variables().getOrDefault("id", "");
    SignalId id = read(text);
    Session bus = session(request.session().name());
    Answers answers = others.ask(bus, Objects.requireNonNull(members), id);
    List<Hop> hops = new ArrayList<>(bus.trace(id));
    hops.addAll(answers.hops());
    if (hops.isEmpty()) {
      throw TraceError.TRACE_NOT_FOUND.because(
          "no step of the message '"
              + text
              + "' is remembered; see the settings pubsub.trace.rate and pubsub.trace.capacity");
    }
    // By the clocks of the nodes, which may differ; those of one moment stay as they were noted.
    hops.sort(Comparator.comparing(Hop::at));
    return EndpointResponse.of(200, "application/json", write(id, hops, answers.silent()));
  }

  private static SignalId read(String text) {
    try {
      return SignalId.parse(text);
    } catch (IllegalArgumentException e) {
      throw TraceError.BAD_MESSAGE_ID.because(
          "'"
              + text
              + "' is not the id of a message: 36 characters, as sub --json and the answer of /api/broadcast show"
              + " it");
    }
  }

  private synchronized Session session(String bus) {
    Session session = sessions.get(bus);
    if (session == null) {
      throw new PubSubException(
          StandardError.CLOSED, "nobody traces messages before the start or after the end");
    }
    return session;
  }

  private static byte[] write(SignalId id, List<Hop> hops, List<String> silent) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id.toString());
    answer.put("hops", hops.stream().map(HopText::write).toList());
    answer.put("silent", silent);
    return Json.write(answer);
  }

  @Override
  public synchronized void stop() {
    sessions.values().forEach(Session::close);
    sessions.clear();
  }
}
