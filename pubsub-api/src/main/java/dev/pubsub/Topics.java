package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicInfo;
import java.util.List;
import java.util.Optional;

/**
 * The topics of a bus.
 *
 * <p>Where the setting {@code topics.mode} is {@code open}, publishing or subscribing to a name
 * makes its topic. One that was made so goes when no signal was published to it for the time of the
 * setting {@code topics.idle}, unless somebody subscribes to it by its name or it keeps a history;
 * its counts go with it. Where the mode is {@code declared}, a topic must be created before it is
 * published or subscribed to; patterns may be subscribed to before.
 *
 * <p>Topics under {@code $sys} belong to the bus itself: nobody else creates them, publishes to
 * them or subscribes to one by its name. Patterns that begin with {@code $sys} may be subscribed
 * to.
 *
 * <p>All methods may be called on any thread and do not block.
 */
public interface Topics {

  /**
   * Creates a topic, which stays until it is deleted.
   *
   * @param name the full name
   * @return false when there is one of that name already; it stays from now on too
   * @throws PubSubException with BAD_TOPIC when the name breaks a rule, with TOO_MANY_TOPICS when
   *     the bus holds as many as it may
   */
  boolean create(String name);

  /**
   * Deletes a topic and its counts. Subscriptions stay open; the topic comes back, with new counts,
   * when it is created again or, where topics are open, published or subscribed to.
   *
   * @param name the full name
   * @return false when there is none of that name
   */
  boolean delete(String name);

  /**
   * Creates several topics, each as {@link #create} would. One that is refused does not keep the
   * others.
   *
   * @param names the full names
   * @return what became of each, in the same order
   */
  default List<TopicResult> createAll(List<String> names) {
    return names.stream().map(name -> TopicResult.of(name, this::create)).toList();
  }

  /**
   * Deletes several topics, each as {@link #delete} would. One that is refused does not keep the
   * others.
   *
   * @param names the full names
   * @return what became of each, in the same order
   */
  default List<TopicResult> deleteAll(List<String> names) {
    return names.stream().map(name -> TopicResult.of(name, this::delete)).toList();
  }

  /**
   * Looks a topic up.
   *
   * @param name the full name
   * @return its present figures, or empty when there is none of that name
   */
  Optional<TopicInfo> find(String name);

  /**
   * Lists topics in the order of their names, a page at a time.
   *
   * @param after the last name of the page before, or the empty string for the first page
   * @param limit how many at most, 1 or more
   * @return the page; shorter than the limit when it is the last one
   * @throws PubSubException with BAD_OPTION when the limit is less than 1
   */
  List<TopicInfo> list(String after, int limit);

  /**
   * Counts the topics.
   *
   * @return how many there are now
   */
  int count();
}
