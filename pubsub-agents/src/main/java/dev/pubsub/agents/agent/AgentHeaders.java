package dev.pubsub.agents.agent;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;

/** What the headers of signals say of agents, and of signals that belong together. */
public final class AgentHeaders {

  /** The conversation: the id of the signal that began it, or any text that is unique. */
  public static final String CONVERSATION = "conversation";

  /** The id of the signal because of which this one was published, as replies have it. */
  public static final String CAUSATION = ReplyHeaders.CAUSATION;

  /**
   * What the names of headers begin with that say what the agent is like that published: its {@code
   * type}, {@code capability} and {@code group}, the {@code node} and {@code location} where it
   * lives, and each of its attributes.
   */
  public static final String AGENT = "agent.";

  /** The node that sent mail on to that of its agent, which is done once. */
  public static final String SENT_ON_BY = "sent-on-by";

  private AgentHeaders() {}

  /**
   * Which conversation a signal belongs to.
   *
   * @param signal any
   * @return what its header says, or its own id where it has none and so begins one
   */
  public static String conversationOf(Signal signal) {
    String said = signal.headers().getOrDefault(CONVERSATION, "");
    return said.isEmpty() ? signal.id().toString() : said;
  }

  /**
   * Options for a signal that is published because of another.
   *
   * @param cause the other
   * @param options what else it carries
   * @return the changed copy: of the same conversation, with the cause
   */
  public static PublishOptions causedBy(Signal cause, PublishOptions options) {
    Headers headers =
        options
            .headers()
            .with(CONVERSATION, conversationOf(cause))
            .with(CAUSATION, cause.id().toString());
    return options.withHeaders(headers);
  }
}
