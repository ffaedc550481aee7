package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An open subscription.
 *
 * <p>All methods may be called on any thread and do not block.
 */
public interface Subscription extends AutoCloseable {

  /**
   * Tells it from the others of its bus on this node.
   *
   * @return a number above 0, which stays the same as long as it is open; what is opened later has
   *     a higher one
   */
  long id();

  /**
   * What it subscribes to.
   *
   * @return the pattern as it was given last
   */
  String pattern();

  /**
   * Which of the signals that match it wants.
   *
   * @return the selection as it was given last
   */
  Selection selection();

  /**
   * Subscribes to something else from now on, with the same subscriber, bounds, figures and order.
   * What was published before this call is delivered as it was asked for then, and what is
   * published after it returns as it is asked for now; a signal that either would bring is never
   * lost and never comes twice. Nothing is replayed. What is on its way to the former pattern does
   * not count against the capacity any more.
   *
   * @param pattern a topic name or a pattern; the present one to change the selection alone
   * @param selection which of the signals that match are wanted
   * @throws PubSubException as {@link Bus#subscribe} does, with BAD_SELECTION when the selection
   *     cannot be read, with BAD_OPTION when it is durable or a member of a group, with CLOSED when
   *     it is closed; nothing has changed then
   */
  void replace(String pattern, Selection selection);

  /**
   * Counts what became of the signals that matched.
   *
   * @return figures since the subscription was opened
   */
  SubscriptionStats stats();

  /**
   * Where the history of its topics stood when it was opened, or behind what it replays.
   *
   * @return an opaque text; empty when no history is kept of any topic that it can match
   */
  Optional<String> position();

  /**
   * Whether everything was replayed that was missed since the position or moment it started at.
   * False when some of it is not kept any more, or the position is not known here, or the moment is
   * before all that is: there is a gap. False, too, when it did not start at one of them.
   *
   * @return whether there is no gap
   */
  boolean recovered();

  /**
   * Completes when whatever is published on any node that this one sees is delivered to it: at once
   * on a node that is alone, and where others are, when these know what it subscribes to. Nodes
   * that come later learn of it as they come.
   *
   * @return never completes exceptionally; completed when the subscription is not open any more
   */
  default CompletionStage<Void> ready() {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Holds deliveries back until {@link #resume}: signals wait, up to the capacity. Takes effect
   * before the next batch of signals; a batch that is being delivered is finished.
   *
   * @throws PubSubException with BAD_OPTION when it belongs to a session, whose subscriptions have
   *     one queue: the session can be paused
   */
  void pause();

  /**
   * Lets deliveries go on.
   *
   * @throws PubSubException with BAD_OPTION as above
   */
  void resume();

  /**
   * Keeps a signal that was received among the dead letters of the bus, when it turns out after the
   * call of the subscriber that it cannot be handled. It stays counted as delivered. Does not
   * block.
   *
   * @param signal what was received
   * @param why one sentence, of which the first 500 characters are kept
   */
  void setAside(Signal signal, String why);

  /**
   * Ends the subscription. Signals still waiting are dropped and counted as {@link
   * DropReason#CLOSED}, or handed over if there are other members of its group; a call of the
   * subscriber that is already running is not interrupted. Closing twice does nothing.
   */
  @Override
  void close();
}
