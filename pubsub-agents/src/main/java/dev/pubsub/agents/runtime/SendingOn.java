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
import java.time.Duration;
import java.util.Optional;

/**
 * Sends mail on to the node of its agent that somebody published without knowing where that is, in
 * the name of who did.
 *
 * @param door by which it is published once more
 * @param registry who lives where
 */
record SendingOn(Bus door, AgentRegistry registry) {

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

  private static PublishOptions asBefore(Signal mail) {
    long life = mail.expiresAtMillis() == 0 ? 0 : mail.expiresAtMillis() - mail.timeMillis();
    return PublishOptions.ofType(mail.type())
        .withKey(mail.key())
        .withPriority(mail.priority())
        .withTtl(Duration.ofMillis(life))
        .withHeaders(mail.headers());
  }
}
