package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicInfo;
import java.util.List;
import java.util.Optional;

/**
 * The topics of a bus. Publishing or subscribing to a name makes its topic; creating one beforehand
 * only makes it visible earlier.
 *
 * <p>All methods may be called on any thread and do not block.
 */
public interface Topics {

  /**
   * Creates a topic.
   *
   * @param name the full name
   * @return false when there is one of that name already
   * @throws PubSubException with BAD_TOPIC when the name breaks a rule, with TOO_MANY_TOPICS when
   *     the bus holds as many as it may
   */
  boolean create(String name);

  /**
   * Deletes a topic and its counts. Subscriptions stay open; the topic comes back, with new counts,
   * when it is published to again.
   *
   * @param name the full name
   * @return false when there is none of that name
   */
  boolean delete(String name);

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
   */
  List<TopicInfo> list(String after, int limit);

  /**
   * Counts the topics.
   *
   * @return how many there are now
   */
  int count();
}
