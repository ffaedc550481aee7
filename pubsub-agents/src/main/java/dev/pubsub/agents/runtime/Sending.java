package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings what somebody says or asks to an agent, wherever there is a place for it. */
final class Sending {

  private static final Duration BUSY = Duration.ofMillis(10);
  private static final String PLACE = "agents-place";

  private final Function<String, @Nullable Cell> cells;
  private final AgentRegistry registry;
  private final Permits permits;
  private final String kept;
  private final Headers mark;

  Sending(Function<String, @Nullable Cell> cells, AgentRegistry registry, Ground ground) {
    this.cells = cells;
    this.registry = registry;
    this.permits = ground.permits();
    this.kept = "kept-" + ground.token();
    this.mark = Headers.of(PLACE, kept);
  }

  /** Whether a place was kept for mail, whatever anybody says who writes the same. */
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  boolean hasPlaceFor(Signal mail) {
    return mail.headers().getOrDefault(PLACE, "") == kept;
  }

  /** Mail as it is set aside: brought once more it would take the place of other mail. */
  static Signal withoutPlace(Signal mail) {
    return mail.withHeaders(mail.headers().without(PLACE));
  }

  PublishResult tell(Bus by, String to, Object payload, PublishOptions how) {
    Cell cell = cells.apply(to);
    if (cell != null) {
      return tellHere(cell, by, payload, how);
    }
    AgentInfo agent = registry.find(to).orElse(null);
    if (agent == null) {
      return refusal(notFound(to));
    }
    if (!isHere(agent)) {
      return by.publish(AgentId.topic(to), payload, how.toNode(agent.node()));
    }
    Cell made = cells.apply(to);
    return made == null ? refusal(nowhere(to)) : tellHere(made, by, payload, how);
  }

  private PublishResult tellHere(Cell cell, Bus by, Object payload, PublishOptions how) {
    return mayBeLost(how) ? tellIfRoom(cell, by, payload, how) : tellTo(cell, by, payload, how);
  }

  private boolean isHere(AgentInfo agent) {
    return agent.node().equals(registry.node());
  }

  /** Whether the bus may drop the signal on its way when it is not of use any more. */
  private static boolean mayBeLost(PublishOptions how) {
    return !how.ttl().isZero() || !how.headers().getOrDefault(ReplyHeaders.REPLY_TO, "").isEmpty();
  }

  private static PublishResult tellIfRoom(Cell cell, Bus by, Object payload, PublishOptions how) {
    return cell.hasRoom(cell.spec().capacity())
        ? by.publish(AgentId.topic(cell.id()), payload, how)
        : refusal(noPlace(cell));
  }

  private PublishResult tellTo(Cell cell, Bus by, Object payload, PublishOptions how) {
    if (!cell.promise(cell.spec().capacity())) {
      return refusal(noPlace(cell));
    }
    boolean comes = false;
    try {
      PublishOptions placed = how.withHeaders(how.headers().replacing(PLACE, mark));
      PublishResult result = by.publish(AgentId.topic(cell.id()), payload, placed);
      comes = result instanceof Accepted accepted && accepted.delivered() > 0;
      return result;
    } finally {
      if (!comes) {
        cell.forgo();
      }
    }
  }

  CompletableFuture<Signal> ask(
      String asker, Bus by, String to, Object payload, RequestOptions how) {
    try {
      permits.require(Operation.ACT, asker, AgentId.asking(to));
    } catch (PubSubException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    Cell cell = cells.apply(to);
    if (cell != null) {
      return askHere(cell, by, payload, how);
    }
    AgentInfo agent = registry.find(to).orElse(null);
    if (agent == null) {
      return CompletableFuture.failedFuture(notFound(to));
    }
    if (!isHere(agent)) {
      RequestOptions there = how.publishing(how.publish().toNode(agent.node()));
      return by.request(AgentId.topic(to), payload, there);
    }
    Cell made = cells.apply(to);
    return made == null
        ? CompletableFuture.failedFuture(nowhere(to))
        : askHere(made, by, payload, how);
  }

  private static CompletableFuture<Signal> askHere(
      Cell cell, Bus by, Object payload, RequestOptions how) {
    return cell.hasRoom(cell.spec().capacity())
        ? by.request(AgentId.topic(cell.id()), payload, how)
        : CompletableFuture.failedFuture(noPlace(cell));
  }

  private static Rejected refusal(PubSubException why) {
    return new Rejected(why.code(), why.getMessage(), why.retryAfter());
  }

  static PubSubException notFound(String id) {
    return new PubSubException(AgentError.AGENT_NOT_FOUND, "there is no agent '%s'".formatted(id));
  }

  /** Known to live here, but not among those who do. */
  private static PubSubException nowhere(String id) {
    return new PubSubException(
        AgentError.AGENT_BUSY,
        "the agent '%s' takes no mail: it is being made, has just ended, or was only registered"
            .formatted(id),
        BUSY);
  }

  private static PubSubException noPlace(Cell cell) {
    return cell.isClosed()
        ? notFound(cell.id())
        : new PubSubException(
            AgentError.AGENT_BUSY,
            "as much mail waits for the agent '%s' as may".formatted(cell.id()),
            BUSY);
  }
}
