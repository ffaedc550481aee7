package dev.pubsub.spi.edge;

import dev.pubsub.PublishResult;
import dev.pubsub.signal.Signal;

/** Where a bus meets the same bus of other nodes. Any thread may use it. */
public interface Link extends AutoCloseable {

  /**
   * Brings a signal to those who are subscribed on this node, and to its history. It keeps its
   * identity, its source and its time, and does not say any more to which node it was to go. Gates
   * and interceptors are not asked: they were where it was published. It does not go on to other
   * nodes. Does not wait for room.
   *
   * @param signal from another node
   * @return what became of it here; a refusal with BAD_TOPIC, TOPIC_LIMIT, OVERLOADED or CLOSED
   */
  PublishResult enter(Signal signal);

  /**
   * Does the same for some of those who are subscribed here. What is for a group that has no member
   * left on this node goes on to another that has; where there is none it is counted as dropped.
   * Only what is for everyone is kept in the history.
   *
   * @param signal from another node
   * @param arrival for whom it is
   * @return as above
   */
  PublishResult enter(Signal signal, Arrival arrival);

  /**
   * Has a member of a group have what was for one elsewhere that will not have it: one here, within
   * no bounds, or another one elsewhere. Where there is none it is counted as dropped.
   *
   * @param signal published here, or come from another node
   * @param group whose it is
   * @param hops how often it was passed on, this time included
   */
  void passOn(Signal signal, GroupId group, int hops);

  /**
   * Says that the outlet wants other topics than before. Whatever is published after this call goes
   * where the outlet says from now on.
   */
  void reroute();

  /** Takes the outlet away. Closing twice does nothing. */
  @Override
  void close();
}
