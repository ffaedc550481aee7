package dev.pubsub.agents.trace;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal of the conversations of agents, kept from when it is opened until it is closed: the
 * newest conversations, and the newest signals of each, without their payloads' being copied.
 *
 * <p>A signal belongs to the conversation that its header names; without one, to that of its cause,
 * where that is kept; else it begins one, whose id is its own. So a reply is seen with its question
 * where it goes to a topic that the journal hears; replies to {@link Bus#request} go to an inbox
 * that nobody else can hear. What the journal itself loses is counted by its subscriptions.
 *
 * <p>Any thread may use it.
 */
public final class Conversations implements AutoCloseable {

  /** The most signals of a conversation that can be asked for. */
  public static final int MAX_SIGNALS = 1000;

  private static final String ALL_MAIL = AgentId.DIRECT + "*";

  private final Bus bus;
  private final int most;
  private final int mostSignals;
  // Both the oldest first; the second tells where a signal is kept.
  private final Map<String, Conversation> kept = new LinkedHashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final List<Subscription> heard = new ArrayList<>();
  private long forgotten;

  private Conversations(Bus bus, int most, int mostSignals) {
    this.bus = bus;
    this.most = most;
    this.mostSignals = mostSignals;
  }

  /**
   * Begins to keep the mail of all agents.
   *
   * @param bus whose
   * @param conversations how many at most, 1 or more; the one that began first goes first
   * @param signals how many at most of each, 1 to {@link #MAX_SIGNALS}; the oldest go first
   * @return the journal; close it to end it
   * @throws PubSubException with BAD_OPTION when a number is out of its range, and as {@link
   *     Bus#subscribe} does
   */
  public static Conversations open(Bus bus, int conversations, int signals) {
    if (conversations < 1 || signals < 1 || signals > MAX_SIGNALS) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a journal keeps 1 or more conversations, of 1 to %d signals each"
              .formatted(MAX_SIGNALS));
    }
    Conversations opened = new Conversations(bus, conversations, signals);
    opened.hear(ALL_MAIL);
    return opened;
  }

  /**
   * Keeps the signals of other topics, too, such as those to which replies go.
   *
   * @param pattern a topic or a pattern, which should match no topic that is heard already
   * @throws PubSubException as {@link Bus#subscribe} does
   */
  public void hear(String pattern) {
    Subscription subscription = bus.subscribe(pattern, this::note);
    synchronized (this) {
      heard.add(subscription);
    }
  }

  private synchronized void note(Delivery delivery) {
    Signal signal = delivery.signal();
    String id = signal.id().toString();
    if (places.containsKey(id)) {
      return;
    }
    String conversation = conversationOf(signal);
    Conversation its = kept.get(conversation);
    if (its == null) {
      its = begin(conversation);
    }
    String gone = its.add(signal);
    if (!gone.isEmpty()) {
      places.remove(gone);
    }
    places.put(id, conversation);
  }

  private String conversationOf(Signal signal) {
    if (signal.headers().getOrDefault(AgentHeaders.CONVERSATION, "").isEmpty()) {
      String cause = signal.headers().getOrDefault(AgentHeaders.CAUSATION, "");
      String known = places.get(cause);
      if (known != null) {
        return known;
      }
    }
    return AgentHeaders.conversationOf(signal);
  }

  private Conversation begin(String id) {
    if (kept.size() == most) {
      var oldest = kept.entrySet().iterator();
      places.keySet().removeAll(oldest.next().getValue().ids());
      oldest.remove();
      forgotten++;
    }
    Conversation begun = new Conversation(mostSignals);
    kept.put(id, begun);
    return begun;
  }

  /**
   * The cause tree of a conversation.
   *
   * @param conversation its id
   * @return as it is now; empty when nothing of it is kept
   */
  public synchronized Optional<ConversationTree> tree(String conversation) {
    return Optional.ofNullable(kept.get(conversation)).map(each -> each.tree(conversation));
  }

  /**
   * Which conversations are kept.
   *
   * @return their ids, the one that began first in front
   */
  public synchronized List<String> ids() {
    return List.copyOf(kept.keySet());
  }

  /**
   * Counts what is gone.
   *
   * @return how many conversations had to go for newer ones
   */
  public synchronized long forgotten() {
    return forgotten;
  }

  /** Keeps nothing any more; what was kept can still be asked for. */
  @Override
  public synchronized void close() {
    heard.forEach(Subscription::close);
    heard.clear();
  }
}
