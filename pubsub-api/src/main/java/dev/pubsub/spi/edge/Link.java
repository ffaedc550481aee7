package dev.pubsub.spi.edge;

import dev.pubsub.PublishResult;
import dev.pubsub.signal.Signal;
import java.util.List;

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

  /**
   * Of which topics this bus is to have what other nodes publish, as its setting {@code
   * history.repair} says. Does not block.
   *
   * @return the patterns as they were given; empty when there are none
   */
  List<String> repaired();

  /**
   * What the history has of some topics. Whatever is kept of them is in here, or is handed to the
   * outlet by a way that was found after this was called. Left out is what was for one node alone.
   * May block, where the store does.
   *
   * @param patterns which topics; one that is none by the rules of this bus matches nothing
   * @return the signals in the order in which they were kept, each of them once; empty when the
   *     link is closed or nothing is kept
   * @throws dev.pubsub.error.PubSubException with PLUGIN_FAILED when the store fails
   */
  List<Signal> kept(List<String> patterns);

  /**
   * Puts what other nodes kept in front of all that is kept here since the store began; nobody is
   * told of it, and it counts as published nowhere. Left out are signals whose topic keeps no
   * history here or may not be, which is no loss of a signal; those that the history of their topic
   * has; and those whose time to live is over. Whatever was put in and comes in again by this link
   * goes to those who are subscribed, but is not kept a second time: for ten minutes, or until the
   * link is closed. Nobody publishes to a topic that is kept meanwhile. May block, where the store
   * does.
   *
   * <p>This can be done once: a later call puts in nothing, also when the first has failed.
   *
   * @param past the signals in the order in which they are to stand
   * @return how many were put in, of which those that are beyond what their topic keeps are let go
   *     of at once, the oldest first; 0 when the link is closed, or the store takes none
   * @throws dev.pubsub.error.PubSubException with PLUGIN_FAILED when the store fails
   */
  int remember(List<Signal> past);

  /** Takes the outlet away. Closing twice does nothing. */
  @Override
  void close();
}
