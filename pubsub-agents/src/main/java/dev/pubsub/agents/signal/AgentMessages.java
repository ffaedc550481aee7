package dev.pubsub.agents.signal;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Messages and questions from agent to agent, by ids alone. Whoever has a question in hand and
 * answers it elsewhere, or later, leaves it here and replies by the id of the message.
 *
 * <p>Any thread may use it; nothing blocks.
 */
public final class AgentMessages {

  private final Post post;
  private final int most;
  private final Map<SignalId, Mail> open = new LinkedHashMap<>();

  /**
   * No question is left here yet.
   *
   * @param post brings what goes to one agent
   * @param most how many questions may be left here, 1 or more; the oldest fails when there are
   *     more
   */
  public AgentMessages(Post post, int most) {
    this.post = post;
    this.most = most;
  }

  private static Principal agent(String id) {
    return new Principal(AgentId.check(id));
  }

  /**
   * Sends a message.
   *
   * @param from the id of the sender
   * @param to the id of the receiver
   * @param payload what it says, passed by reference
   * @param how its type, and what else it carries
   * @return what became of it; the id of what was accepted is that of the message
   * @throws dev.pubsub.error.PubSubException with BAD_AGENT when the sender's id cannot be one
   */
  public PublishResult send(String from, String to, Object payload, PublishOptions how) {
    return post.tell(agent(from), to, payload, how);
  }

  /**
   * Asks.
   *
   * @param from the id of the asker
   * @param to the id of whoever is asked
   * @param type the kind of the question
   * @param payload what is asked, passed by reference
   * @param timeout how long to wait
   * @return the reply, or a failure, as {@link Bus#request(String, Object, RequestOptions)} gives
   *     it
   * @throws dev.pubsub.error.PubSubException with BAD_AGENT when the asker's id cannot be one, with
   *     BAD_OPTION when the timeout cannot be
   */
  public CompletableFuture<Signal> request(
      String from, String to, String type, Object payload, Duration timeout) {
    return post.ask(
        agent(from),
        to,
        payload,
        RequestOptions.within(timeout).publishing(PublishOptions.ofType(type)));
  }

  /**
   * Leaves a question here until it is answered. It ends with the agent that was asked.
   *
   * @param question what an agent was asked
   * @return the id by which it is answered
   */
  public SignalId leave(Mail question) {
    SignalId id = question.signal().id();
    Mail oldest = null;
    synchronized (open) {
      open.put(id, question);
      if (open.size() > most) {
        oldest = open.remove(open.keySet().iterator().next());
      }
    }
    if (oldest != null) {
      var unused = oldest.fail("too many questions wait for a reply");
    }
    return id;
  }

  /**
   * Replies to a question that was left here.
   *
   * @param message its id
   * @param payload what the asker receives, passed by reference
   * @return whether it is on its way; false when nobody left such a question, it was answered, or
   *     nobody waits for the reply any more
   */
  public boolean reply(SignalId message, Object payload) {
    Mail question;
    synchronized (open) {
      question = open.remove(message);
    }
    return question != null && question.reply(payload);
  }
}
