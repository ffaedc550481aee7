package dev.pubsub.core.publish;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.system.SignalIds;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a batch; the results of a run that went together are made when asked for. */
final class Results extends AbstractList<PublishResult> {

  private final @Nullable Object[] results;
  private int size;

  Results(int capacity) {
    results = new Object[capacity];
  }

  void addOne(PublishResult result) {
    results[size++] = result;
  }

  void addRun(SignalIds.Block ids, int matched, int count) {
    Run run = new Run(ids, size, matched);
    Arrays.fill(results, size, size + count, run);
    size += count;
  }

  @Override
  public PublishResult get(int index) {
    Objects.checkIndex(index, size);
    Object result = results[index];
    return result instanceof Run run
        ? new Accepted(run.ids().at(index - run.from()), run.matched(), 0)
        : (PublishResult) Objects.requireNonNull(result);
  }

  @Override
  public int size() {
    return size;
  }

  private record Run(SignalIds.Block ids, int from, int matched) {}
}
