package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends mail on to the node of its agent that somebody published without knowing where that is, in
 * the name of who did.
 *
 * @param door by which it is published once more
 * @param registry who lives where
 * @param clock by which mail has a time to live
 */
record SendingOn(Bus door, AgentRegistry registry, Clock clock) {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** The id of the agent whose mail a signal is. */
  static String idOf(Signal mail) {
    return mail.topic().substring(AgentId.DIRECT.length());
  }

  /**
   * Empty when it is on its way, otherwise why not. Once: nodes may be of different minds for a
   * moment about where an agent lives.
   */
  Optional<Unhandled> sendOn(Signal mail) {
    String node = registry.find(idOf(mail)).map(AgentInfo::node).orElse(registry.node());
    if (node.equals(registry.node()) || mail.headers().get(AgentHeaders.SENT_ON_BY).isPresent()) {
      return Optional.of(Unhandled.NOT_FOUND);
    }
    return isSent(mail, node) ? Optional.empty() : Optional.of(Unhandled.ELSEWHERE);
  }

  private boolean isSent(Signal mail, String node) {
    try {
      PublishOptions how =
          AgentHeaders.causedBy(mail, asBefore(mail))
              .withHeader(AgentHeaders.SENT_ON_BY, registry.node())
              .toNode(node);
      return door.as(new Principal(mail.source())).publish(mail.topic(), mail.payload(), how)
              instanceof Accepted accepted
          && accepted.delivered() > 0;
    } catch (PubSubException e) {
      // It has as many headers as there may be.
      return false;
    }
  }

  private PublishOptions asBefore(Signal mail) {
    return PublishOptions.ofType(mail.type())
        .withKey(mail.key())
        .withPriority(mail.priority())
        .withTtl(left(mail))
        .withHeaders(mail.headers());
  }

  /** What is left of its time to live; where that is over it is for the other node to say so. */
  private Duration left(Signal mail) {
    if (mail.expiresAtMillis() == 0) {
      return Duration.ZERO;
    }
    Duration left = Duration.ofMillis(mail.expiresAtMillis() - clock.millis());
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }
}
