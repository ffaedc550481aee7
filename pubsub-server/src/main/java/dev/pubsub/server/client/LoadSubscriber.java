package dev.pubsub.server.client;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.AbstractHistogram;

/**
 * Counts what comes of a load, and how late. Told on the thread of its socket; any thread may ask
 * what was counted.
 */
final class LoadSubscriber implements Consumer<ChannelEvent> {

  private final LongSupplier nanoTime;
  private final AbstractHistogram latencies;
  // Of each publisher the newest number: those of one are to come in their order.
  private final int[] newest;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong disordered = new AtomicLong();
  private final AtomicLong foreign = new AtomicLong();
  private volatile String lost = "";

  LoadSubscriber(int publishers, LongSupplier nanoTime, AbstractHistogram latencies) {
    this.newest = new int[publishers];
    Arrays.fill(newest, -1);
    this.nanoTime = nanoTime;
    this.latencies = latencies;
  }

  @Override
  public void accept(ChannelEvent event) {
    if (event instanceof ChannelEvent.Message message) {
      receive(SignalFormat.payload(message.payload()).asText());
    } else if (event instanceof ChannelEvent.Dropped loss) {
      dropped.addAndGet(loss.count());
    } else if (event instanceof ChannelEvent.Closed end) {
      lost = end.reason();
    }
  }

  private void receive(String text) {
    try {
      Stamp stamp = Stamp.read(text);
      latencies.recordValue(Math.max(0, nanoTime.getAsLong() - stamp.nanos()));
      int publisher = stamp.number() % newest.length;
      if (stamp.number() <= newest[publisher]) {
        disordered.incrementAndGet();
      }
      newest[publisher] = Math.max(newest[publisher], stamp.number());
      received.incrementAndGet();
    } catch (IllegalArgumentException e) {
      // Somebody else publishes here.
      foreign.incrementAndGet();
    }
  }

  long received() {
    return received.get();
  }

  /** What the server says it could not deliver. */
  long dropped() {
    return dropped.get();
  }

  /** What came after what was sent later, or a second time. */
  long disordered() {
    return disordered.get();
  }

  /** What is not of this load. */
  long foreign() {
    return foreign.get();
  }

  /** Throws CONNECTION_LOST once nothing more can come. */
  void requireConnected() {
    if (!lost.isEmpty()) {
      throw new ClientException("CONNECTION_LOST", lost);
    }
  }

  /** What it waits for no more. */
  long settled() {
    return received() + dropped();
  }
}
