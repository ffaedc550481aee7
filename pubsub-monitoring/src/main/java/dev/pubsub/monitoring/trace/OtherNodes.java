package dev.pubsub.monitoring.trace;

import dev.pubsub.Hop;
import dev.pubsub.PublishOptions;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.edge.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes that work with this one: asks them what they noted, and tells them what is here. */
final class OtherNodes {

  /** Where nodes ask each other, of each bus. */
  private static final String TOPIC = "pubsub.trace";

  private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String asker;

  /**
   * What the nodes said.
   *
   * @param hops of each node in its own order
   * @param silent the names of those that did not answer
   */
  record Answers(List<Hop> hops, List<String> silent) {}

  /**
   * Nodes that are told nothing yet.
   *
   * @param asker the principal by whom nodes ask; nobody else is answered
   */
  OtherNodes(String asker) {
    this.asker = asker;
  }

  /** Has others answered, on every bus where that can be. */
  void answerOn(List<Session> buses) {
    buses.forEach(this::answerOn);
  }

  private void answerOn(Session bus) {
    try {
      bus.respond(TOPIC, SubscribeOptions.DEFAULT, Responder.of(question -> tell(bus, question)));
    } catch (PubSubException e) {
      LOG.info("Other nodes cannot ask for traces of the bus '{}': {}", bus.name(), e.getMessage());
    }
  }

  private List<Map<String, String>> tell(Session bus, Signal question) {
    if (!question.source().equals(asker)) {
      throw new IllegalArgumentException("only nodes ask here; ask at /api/trace");
    }
    SignalId id = SignalId.parse(String.valueOf(question.payload()));
    return bus.trace(id).stream().map(HopText::write).toList();
  }

  /** Asks all of them. Blocks for two seconds at most. */
  Answers ask(Session bus, Members members, SignalId id) {
    Map<String, CompletableFuture<Signal>> asked = new LinkedHashMap<>();
    for (String node : members.list()) {
      if (!node.equals(members.self())) {
        asked.put(
            node,
            bus.request(
                TOPIC,
                id.toString(),
                RequestOptions.within(PATIENCE).publishing(PublishOptions.DEFAULT.toNode(node))));
      }
    }
    List<Hop> hops = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    asked.forEach(
        (node, answer) -> {
          try {
            hops.addAll(HopText.read(answer.join().payload()));
          } catch (CompletionException | PubSubException | IllegalArgumentException e) {
            LOG.debug("Node '{}' does not tell what it noted", node, e);
            silent.add(node);
          }
        });
    return new Answers(hops, silent);
  }
}
