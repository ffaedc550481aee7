package dev.pubsub.core.publish;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.store.History;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.core.trace.Traces;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;

/**
 * Times a sample of what is posted, for whoever looks on. A class of its own, which is not loaded
 * where nobody does: there it costs nothing.
 */
final class SampledPosting extends Posting {

  private final Totals totals;
  private final Scheduler time;

  SampledPosting(
      Router router,
      History history,
      Expiry expiry,
      Traces traces,
      Totals totals,
      Scheduler time,
      Fences fences) {
    super(router, history, expiry, traces, totals, time, fences);
    this.totals = totals;
    this.time = time;
  }

  @Override
  PublishResult post(Sender sender, Signal signal, Topic topic, Duration longest) {
    return SignalIds.isSample(signal.id())
        ? timed(sender, signal, topic, longest)
        : super.post(sender, signal, topic, longest);
  }

  @Override
  boolean isUnheard(SignalId id, Topic topic, PublishOptions options) {
    return super.isUnheard(id, topic, options) && !SignalIds.isSample(id);
  }

  private PublishResult timed(Sender sender, Signal signal, Topic topic, Duration longest) {
    long begun = time.nanoTime();
    PublishResult result = super.post(sender, signal, topic, longest);
    if (result instanceof Accepted accepted) {
      totals.sampled(topic.shownName(), accepted.matched(), time.nanoTime() - begun);
    }
    return result;
  }
}
