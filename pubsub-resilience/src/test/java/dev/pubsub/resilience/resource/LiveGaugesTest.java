package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.testkit.TestEnvironment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gauges say of this very process. */
final class LiveGaugesTest {

  private static final int MEBIBYTES_8 = 8 << 20;

  @TempDir private Path folder = Path.of("");

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private LiveGauges gauges = open(Map.of());

  private static LiveGauges open(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("resources.enabled", "true"));
    settings.forEach((key, value) -> all.put("resources." + key, value));
    return new LiveGauges(TestEnvironment.of(new ResiliencePlugin(), all));
  }

  private Map<String, Gauge> opened(Map<String, String> settings) {
    gauges = open(settings);
    List<Gauge> all = gauges.open(pubsub.gateway());
    all.forEach(Gauge::look);
    return all.stream().collect(Collectors.toMap(Gauge::name, Function.identity()));
  }

  @AfterEach
  void close() {
    gauges.close();
    pubsub.close();
  }

  @Test
  void withoutFurtherSettingsWhatCanBeToldHereIsWatched() {
    assertThat(opened(Map.of())).containsKeys("heap", "direct", "processes");
    assertThat(opened(Map.of())).doesNotContainKeys("cpu", "disk", "queue");
  }

  @Test
  void theHeapIsWhatACollectionLeaves() {
    Gauge heap = opened(Map.of("memory", "32MB")).get("heap");
    byte[][] live = new byte[16][1 << 20];
    try {
      System.gc();

      await().untilAsserted(() -> assertThat(heap.used()).isGreaterThan(16L << 20));
      assertThat(heap.limit()).isEqualTo(32L << 20);
    } finally {
      Reference.reachabilityFence(live);
    }
  }

  @Test
  void buffersOutsideTheHeapAreCounted() {
    Gauge direct = opened(Map.of()).get("direct");
    long before = direct.used();
    ByteBuffer buffer = ByteBuffer.allocateDirect(MEBIBYTES_8);

    try {
      assertThat(direct.used() - before).isGreaterThanOrEqualTo(MEBIBYTES_8);
      assertThat(direct.limit()).isEqualTo(Runtime.getRuntime().maxMemory());
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  @Test
  void theFileSystemOfAFolderIsWatched() {
    Gauge disk = opened(Map.of("disk", folder + ", " + folder)).get("disk");

    assertThat(disk.limit()).isEqualTo(folder.toFile().getTotalSpace());
    assertThat(disk.used()).isBetween(1L, disk.limit());
  }

  @Test
  void threadsAreCountedAgainstTheSetting() {
    Gauge threads = opened(Map.of("threads.max", "500")).get("threads");

    assertThat(threads.limit()).isEqualTo(500);
    assertThat(threads.used()).isGreaterThan(1);
  }

  @Test
  void subscriptionsAndTheLongestQueueAreCountedOverAllBuses() {
    for (int i = 0; i < 7; i++) {
      pubsub.bus().subscribe("room:" + i, delivery -> {});
    }
    pubsub.bus().subscribe("room:*", delivery -> {}).pause();
    for (int i = 0; i < 5; i++) {
      pubsub.bus().publish("room:new", "x");
    }
    Map<String, Gauge> all = opened(Map.of("queue", "1000"));

    assertThat(all.get("processes").used()).isEqualTo(8);
    assertThat(all.get("processes").limit()).isEqualTo(100_000);
    assertThat(all.get("queue").used()).isEqualTo(5);
    assertThat(all.get("queue").limit()).isEqualTo(1000);
  }

  @Test
  void theLoadIsWatchedWhereItHasMarksOfItsOwn() {
    Gauge cpu = opened(Map.of("watermarks", "cpu=90%/98%")).get("cpu");

    assertThat(cpu.limit()).isEqualTo(1000L * Runtime.getRuntime().availableProcessors());
    assertThat(cpu.used()).isBetween(0L, cpu.limit());
  }

  @Test
  void whatCannotBeIsRefusedWithWhatWouldBeRight() {
    assertThatThrownBy(() -> open(Map.of("interval", "1ms"))).hasMessageContaining("10ms to 1m");
    assertThatThrownBy(() -> open(Map.of("memory", "1"))).hasMessageContaining("such as 512KB");
    assertThatThrownBy(() -> open(Map.of("memory", "0MB"))).hasMessageContaining("such as 512KB");
    assertThatThrownBy(() -> open(Map.of("disk", folder.resolve("gone") + "")))
        .hasMessageContaining("folders that are there");
    assertThatThrownBy(() -> open(Map.of("disk", folder + ",")))
        .hasMessageContaining("folders that are there");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                PubSub.builder()
                    .discover(false)
                    .plugin(new ResiliencePlugin())
                    .set("pubsub.plugin.resilience.resources.memory", "much")
                    .set("pubsub.plugin.resilience.resources.watermarks", "95%/80%")
                    .open())
        .hasMessageContaining("resources.memory")
        .hasMessageContaining("resources.watermarks");
  }
}
