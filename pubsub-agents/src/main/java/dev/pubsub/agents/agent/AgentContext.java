package dev.pubsub.agents.agent;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * What an agent can do. It is used in the agent's own turns, which follow each other: a call of
 * {@link Agent}, and whatever was asked here to be done later. Everything in it ends with the
 * agent: timers, subscriptions, questions that were not answered, agents that it created. A restart
 * ends them, too, unless the agent keeps its state.
 */
public interface AgentContext {

  /**
   * The agent itself.
   *
   * @return what is known of it, as it is now
   */
  AgentInfo self();

  /**
   * The bus, used by this agent: what it publishes has the agent's id as its source. What is
   * subscribed to by it, rather than by {@link #subscribe}, is called on threads of the bus, beside
   * the turns of the agent, and does not end with it: {@link Agent#stopped} is where to close it.
   *
   * @return the same as long as the agent lives
   */
  Bus bus();

  /**
   * Sends a signal to another agent.
   *
   * @param agent the id of the other
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of it; a refusal with AGENT_NOT_FOUND or AGENT_BUSY where the other lives
   *     here and is gone, or has no room
   */
  PublishResult tell(String agent, String type, Object payload);

  /**
   * Asks another agent.
   *
   * @param agent the id of the other
   * @param type the kind of the question
   * @param payload what is asked, passed by reference
   * @param timeout how long to wait
   * @param then takes the reply, or why there is none, as {@link Bus#request} tells it, in a turn
   *     of this agent
   */
  void ask(
      String agent,
      String type,
      Object payload,
      Duration timeout,
      BiConsumer<? super Signal, ? super Throwable> then);

  /**
   * Waits for something without blocking.
   *
   * @param stage what to wait for
   * @param then takes the result or the failure, in a turn of this agent
   * @param <T> the result
   */
  <T> void await(CompletionStage<T> stage, BiConsumer<? super T, ? super Throwable> then);

  /**
   * Does something later, once.
   *
   * @param delay how long from now
   * @param task what to do, in a turn of this agent
   * @return calls it off
   */
  Timer after(Duration delay, Runnable task);

  /**
   * Does something again and again. What could not be done in time is not made up for.
   *
   * @param period how long from one time to the next, more than zero; the first is after it
   * @param task what to do, in a turn of this agent
   * @return calls it off
   */
  Timer every(Duration period, Runnable task);

  /** Something that is to be done later. */
  @FunctionalInterface
  interface Timer {

    /** Calls it off; does nothing when it has been done. */
    void cancel();
  }

  /**
   * Subscribes the agent to signals: they come as mail, behind what has come before. It may answer
   * questions among them; whoever asked does not learn when it fails or ends instead, since others
   * may have been asked as well.
   *
   * @param pattern a topic name or a pattern
   * @param selection which of the signals that match are wanted
   * @return the open subscription; it ends with the agent
   */
  Subscription subscribe(String pattern, Selection selection);

  /**
   * Creates an agent that this one supervises, and that ends with it.
   *
   * @param spec how to make it
   * @return its id
   * @throws dev.pubsub.error.PubSubException with AGENT_EXISTS, BAD_AGENT, CLOSED while this one is
   *     being stopped, or the code of a gate
   */
  String create(AgentSpec spec);

  /** Ends this agent after its present turn; the mail that waits is set aside and counted. */
  void stop();

  /**
   * Ends an agent that this one created.
   *
   * @param child its id
   * @return whether there was one
   */
  boolean stop(String child);

  /**
   * Says something else about this agent.
   *
   * @param profile what it is like
   */
  void describe(Profile profile);
}
