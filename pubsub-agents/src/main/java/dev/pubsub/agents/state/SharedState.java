package dev.pubsub.agents.state;

import dev.pubsub.Bus;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicSyntax;
import java.util.Map;
import java.util.function.Consumer;

/**
 * State that one owner changes and many follow: keys with values, on the topics {@code state.NAME},
 * where each change is told, and {@code state-snapshot.NAME}, where the whole is asked for. Whoever
 * may publish there can say something else, which is for authorizers to prevent.
 *
 * <p>The whole state goes in one reply, so it should be small enough to be a signal: some 10,000
 * keys within a program, and what a transport allows for one message beyond it.
 */
public final class SharedState {

  private static final String CHANGES = "state.";
  private static final String SNAPSHOTS = "state-snapshot.";

  private SharedState() {}

  /**
   * Begins to own a state of which nothing is there.
   *
   * @param bus where; the view of an agent for its changes to have its id as their source
   * @param name of the state, good as the end of the name of a topic
   * @return the state
   * @throws PubSubException as {@link #own(Bus, String, Map)} does
   */
  public static StateOwner own(Bus bus, String name) {
    return own(bus, name, Map.of());
  }

  /**
   * Begins to own a state. Followers have it from now on, whatever they had before. Who owned a
   * state of this name until now does so no longer.
   *
   * @param bus where; the view of an agent for its changes to have its id as their source
   * @param name of the state, good as the end of the name of a topic
   * @param values what there is to begin with
   * @return the state; close it to stop answering
   * @throws PubSubException with BAD_TOPIC when the name is not good, and with the code of the
   *     refusal when the bus takes no signals for it
   */
  public static StateOwner own(Bus bus, String name, Map<String, ?> values) {
    StateOwner owner = new StateOwner(bus, topic(CHANGES, name), topic(SNAPSHOTS, name), values);
    owner.open();
    return owner;
  }

  /**
   * Begins to follow a state, whether or not there is an owner yet.
   *
   * @param bus where
   * @param name of the state
   * @param listener called with each change of what is shown, the first state included, never by
   *     two threads at once; it may block, which holds up this follower only. What it throws is
   *     logged
   * @return the follower; close it to end it
   * @throws PubSubException with BAD_TOPIC when the name is not good, and as {@link Bus#subscribe}
   */
  public static StateFollower follow(Bus bus, String name, Consumer<? super StateChange> listener) {
    return follow(bus, name, SubscribeOptions.DEFAULT, listener);
  }

  /**
   * The same with other bounds. Whatever they drop is made up for.
   *
   * @param bus where
   * @param name of the state
   * @param options capacity and overflow of the subscription
   * @param listener called with each change of what is shown
   * @return the follower; close it to end it
   * @throws PubSubException as above
   */
  public static StateFollower follow(
      Bus bus, String name, SubscribeOptions options, Consumer<? super StateChange> listener) {
    StateFollower follower = new StateFollower(bus, topic(SNAPSHOTS, name), listener);
    follower.open(topic(CHANGES, name), options);
    return follower;
  }

  private static String topic(String prefix, String name) {
    String topic = prefix + name;
    TopicSyntax.COLON
        .faultOf(topic)
        .ifPresent(
            fault -> {
              throw new PubSubException(StandardError.BAD_TOPIC, fault);
            });
    return topic;
  }
}
