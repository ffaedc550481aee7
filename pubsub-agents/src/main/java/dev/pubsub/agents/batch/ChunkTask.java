package dev.pubsub.agents.batch;

import dev.pubsub.PublishResult;
import dev.pubsub.error.PubSubException;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Does the items of a chunk. Called by as many threads at once as there may be chunks under way.
 *
 * @param <T> what the items are
 */
@FunctionalInterface
public interface ChunkTask<T> {

  /**
   * Does them.
   *
   * @param chunk the items, one or more
   * @param failed takes what could not be done, and why; the others were done
   * @throws Exception fails all items of this chunk, and not the batch
   */
  void run(List<T> chunk, BiConsumer<T, Throwable> failed) throws Exception;

  /**
   * What publishes a chunk with a result for each, such as {@code bus::publishAll} and {@code
   * events::emitAll}. A refusal is a failure.
   *
   * @param publish the call
   * @param <T> what the items are
   * @return the task
   */
  static <T> ChunkTask<T> publishing(Function<List<T>, List<PublishResult>> publish) {
    return (chunk, failed) -> {
      Iterator<PublishResult> results = publish.apply(chunk).iterator();
      for (T item : chunk) {
        if (results.next() instanceof PublishResult.Rejected refusal) {
          failed.accept(item, refused(refusal));
        }
      }
    };
  }

  /**
   * What does a chunk as one, such as a change of a shared state: all of it is refused, or nothing.
   *
   * @param publish the call
   * @param <T> what the items are
   * @return the task
   */
  static <T> ChunkTask<T> whole(Function<List<T>, PublishResult> publish) {
    return (chunk, failed) -> {
      if (publish.apply(chunk) instanceof PublishResult.Rejected refusal) {
        throw refused(refusal);
      }
    };
  }

  private static PubSubException refused(PublishResult.Rejected refusal) {
    return new PubSubException(refusal.code(), refusal.reason());
  }

  /**
   * What does one item after the other. An exception fails that item.
   *
   * @param one does an item
   * @param <T> what the items are
   * @return the task
   */
  static <T> ChunkTask<T> each(ItemTask<? super T> one) {
    return (chunk, failed) -> {
      for (T item : chunk) {
        try {
          one.run(item);
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          failed.accept(item, e);
        }
      }
    };
  }

  /**
   * Does one item.
   *
   * @param <T> what the items are
   */
  @FunctionalInterface
  interface ItemTask<T> {

    /**
     * Does it.
     *
     * @param item which
     * @throws Exception when it cannot be done
     */
    void run(T item) throws Exception;
  }
}
