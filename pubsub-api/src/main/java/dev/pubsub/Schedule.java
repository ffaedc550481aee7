package dev.pubsub;

import dev.pubsub.error.PubSubException;
import java.util.List;
import java.util.Optional;

/**
 * The publishes of a bus that are not due yet, whoever asked for them. They are kept in memory, as
 * many as the settings {@code schedule.max} and {@code schedule.max-bytes} say.
 *
 * <p>All methods may be called on any thread.
 */
public interface Schedule {

  /**
   * Those that are due next.
   *
   * @param limit how many at most, 1 or more
   * @return the earliest first
   * @throws PubSubException with BAD_OPTION when the limit is less than 1
   */
  List<Scheduled> list(int limit);

  /**
   * Looks one up.
   *
   * @param id as {@link Scheduled#id} gave it
   * @return empty when it was published or called off, or never was
   */
  Optional<Scheduled> find(String id);

  /**
   * Counts them.
   *
   * @return how many wait for their time
   */
  int count();
}
