package dev.pubsub.benchmarks.fanout;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** Bytes that have been allocated on the heap by the thread that asks, and by all others. */
record Allocated(long here, long elsewhere) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Allocated now() {
    long here = THREADS.getCurrentThreadAllocatedBytes();
    long[] all = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return new Allocated(here, LongStream.of(all).filter(bytes -> bytes > 0).sum() - here);
  }

  Allocated since(Allocated before) {
    return new Allocated(here - before.here, elsewhere - before.elsewhere);
  }
}
