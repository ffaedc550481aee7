package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A payload of a mebibyte for a hundred sockets. */
final class LargePayloadTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int MEBIBYTE = 1 << 20;
  private static final int SOCKETS = 100;

  @Test
  void itIsWrittenAsAFrameOnceAndNotAllocatedForEachSocket() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try (RunningServer server = new RunningServer()) {
      for (int i = 0; i < SOCKETS; i++) {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        client.upgrade("/ws/websocket?vsn=2.0.0");
        client.text("[\"1\",\"1\",\"large\",\"phx_join\",{}]");
        assertThat(client.next().text()).contains("\"ok\"");
      }
      Map<Long, Long> before = allocated();
      server.bus().publish("large", Map.of("text", "x".repeat(MEBIBYTE)));
      for (RawClient client : clients) {
        assertThat(client.next().payload()).hasSizeGreaterThan(MEBIBYTE);
      }

      // A few times while it is written as JSON, and not a hundred times.
      assertThat(allocatedByOthersSince(before)).isLessThan(16L * MEBIBYTE);
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  /** What all threads but this one, as far as they have not ended, have allocated on the heap. */
  private static long allocatedByOthersSince(Map<Long, Long> before) {
    long self = Thread.currentThread().getId();
    return allocated().entrySet().stream()
        .filter(each -> each.getKey() != self)
        .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
        .sum();
  }

  private static Map<Long, Long> allocated() {
    return LongStream.of(THREADS.getAllThreadIds())
        .boxed()
        .collect(Collectors.toMap(Function.identity(), THREADS::getThreadAllocatedBytes));
  }
}
