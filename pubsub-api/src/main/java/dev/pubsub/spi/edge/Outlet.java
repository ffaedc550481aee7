package dev.pubsub.spi.edge;

import dev.pubsub.signal.Signal;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Takes the signals of a bus that other nodes want away from this one. It receives what goes a
 * {@linkplain #way way} out, but for signals that came from other nodes or are for this one alone.
 *
 * <p>It is handed each signal once, whatever the patterns and however many the nodes that want it,
 * in the order in which signals were published, and never on two threads at once. It must not
 * block: what it cannot send at once it keeps, within bounds of its own, and counts what it loses.
 */
public interface Outlet {

  /**
   * Where the signals of a topic go. Asked when the route of a topic is found, not for each signal;
   * the answer holds until {@link Link#reroute}. Called by any thread, under locks of the bus; must
   * not block, nor use the bus.
   *
   * @param topic the full name
   * @return to whom
   */
  Way way(String topic);

  /**
   * Whether a node can be reached. Asked for each signal that is for one node alone, before it is
   * handed over with the header {@link dev.pubsub.signal.NodeHeaders#TO}, whatever the nodes want.
   * Called by any thread; must not block, nor use the bus.
   *
   * @param node its name
   * @return whether it is another node that is there
   */
  boolean reaches(String node);

  /**
   * Who is subscribed on other nodes. Called by any thread; must not block, nor use the bus.
   *
   * @param topic the full name
   * @return how many subscriptions match, by the name of their node, as far as is known
   */
  Map<String, Integer> subscribers(String topic);

  /**
   * On this node somebody wants what nobody wanted before, or it is not wanted any more. Called in
   * order, for what there is before {@link Gateway#link} returns and then for each change, under
   * locks of the bus; must not block, nor use the bus.
   *
   * @param demand what
   * @param wanted whether it is wanted from now on
   */
  void demand(Demand demand, boolean wanted);

  /**
   * Completes when the other nodes know all that was told them by now.
   *
   * @return completed where there are none; never exceptionally
   */
  CompletionStage<Void> known();

  /**
   * Takes a signal away.
   *
   * @param signal as it was published
   * @param to whom
   */
  void carry(Signal signal, Destinations to);

  /** Nothing more follows at once: what was kept back to be sent together is to be sent. */
  void endOfBatch();
}
