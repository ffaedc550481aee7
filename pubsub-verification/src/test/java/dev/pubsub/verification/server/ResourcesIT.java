package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real process does when something real runs out, seen from outside. */
final class ResourcesIT {

  private static final Path PIDS = Path.of("/sys/fs/cgroup/pids");

  @TempDir private Path folder = Path.of("");

  /** A subscriber is stuck, and all that it has not got yet stays on a heap of some megabytes. */
  @ParameterizedTest
  @ValueSource(ints = 256)
  void memoryPressureBehaviour(int megabytes) throws Exception {
    HoldingJar.putInto(folder);
    Map<String, String> variables = Guarded.settings("WATERMARKS", "heap=60%/75%");
    variables.put("JAVA_OPTS", Program.options() + " -Xmx" + megabytes + "m");
    variables.put("PUBSUB_CAPACITY", "60000");
    variables.put("PUBSUB_HISTORY", "held=4000");
    try (RunningServer server = new RunningServer(folder, variables)) {
      Guarded guarded = new Guarded(server);
      guarded.publish("held", "normal", "the first");
      server.program().saying("HoldingPlugin: held");

      Flood flood = new Flood(guarded);
      flood.run();
      assertThat(flood.others).as("neither 200 nor 429").isEmpty();
      assertThat(guarded.level("heap")).isEqualTo("CRITICAL");
      Guarded.expectOverloaded(guarded.publish("held", "normal", "x"));
      Guarded.expectOverloaded(guarded.create("room:new"));

      assertThat(guarded.publish("release", "high", "now").statusCode()).isEqualTo(200);
      guarded.expectRecovery("heap");
      guarded.reaches("heap", "NORMAL");
      expectBooks(guarded, flood.accepted.get() + 2);
      assertThat(server.program().err()).doesNotContain("OutOfMemoryError", "ERROR");
    }
  }

  /** Each signal matched one subscription, or was shed. */
  private static void expectBooks(Guarded guarded, long accepted) throws Exception {
    await()
        .untilAsserted(
            () -> {
              JsonNode messages = guarded.messages();
              assertThat(messages.path("published").asLong()).isEqualTo(accepted);
              assertThat(messages.path("delivered").asLong() + messages.path("dropped").asLong())
                  .isEqualTo(accepted);
              assertThat(messages.path("dropped_by_reason").path("SHED").asLong()).isPositive();
              assertThat(messages.path("dropped_by_reason").size()).isOne();
            });
  }

  /** Publishes, one signal in four of low priority, until one is refused for lack of room. */
  private static final class Flood {

    private static final String PAYLOAD = "x".repeat(32 << 10);
    private static final int PUBLISHERS = 4;

    private final Guarded guarded;
    private final AtomicInteger accepted = new AtomicInteger();
    private final List<String> others = new ArrayList<>();
    private final AtomicBoolean refused = new AtomicBoolean();

    Flood(Guarded guarded) {
      this.guarded = guarded;
    }

    void run() throws InterruptedException {
      ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS);
      for (int i = 0; i < PUBLISHERS; i++) {
        publishers.execute(this::publish);
      }
      publishers.shutdown();
      assertThat(publishers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void publish() {
      for (int i = 0; !refused.get(); i++) {
        try {
          HttpResponse<String> answer =
              guarded.publish("held", i % 4 == 0 ? "low" : "normal", PAYLOAD);
          if (answer.statusCode() == 200) {
            accepted.incrementAndGet();
          } else {
            refused.set(true);
            if (answer.statusCode() != 429) {
              other(answer.body());
            }
          }
        } catch (IOException | InterruptedException e) {
          refused.set(true);
          other(e.toString());
        }
      }
    }

    private synchronized void other(String what) {
      others.add(what);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 80, 95})
  void processLimitBehaviour(int percent) throws Exception {
    try (RunningServer server =
        new RunningServer(folder, Guarded.settings("PROCESSES", "200", "INTERVAL", "100ms"))) {
      Guarded guarded = new Guarded(server);
      ControlClient client = new ControlClient(server.webSocket());
      client.subscribe(percent * 2);
      String level = percent < 80 ? "NORMAL" : percent < 95 ? "HIGH" : "CRITICAL";
      await().until(() -> guarded.resource("processes").path("used").asInt() == percent * 2);
      guarded.reaches("processes", level);

      assertThat(guarded.publish("room:1", "normal", "x").body()).contains("\"delivered\":1");
      if (percent >= 80) {
        guarded.expectShedding();
      }
      if (percent < 95) {
        assertThat(guarded.create("room:new").statusCode()).isEqualTo(201);
      } else {
        Guarded.expectOverloaded(guarded.create("room:new"));
        Guarded.expectOverloaded(guarded.get("/api/topics/room:1/events"));
      }

      client.close();
      if (percent >= 95) {
        guarded.expectRecovery("subscriptions");
      }
      guarded.reaches("processes", "NORMAL");
      assertThat(guarded.create("room:again").statusCode()).isEqualTo(201);
    }
  }

  /** What is sent meanwhile waits on the way, and none of it is lost. */
  @Test
  void aFloodIsReadALittleASecondWhileSubscriptionsAreScarce() throws Exception {
    int frames = 640;
    try (RunningServer server =
            new RunningServer(folder, Guarded.settings("PROCESSES", "200", "INTERVAL", "100ms"));
        ControlClient flooder = new ControlClient(server.webSocket());
        ControlClient subscriber = new ControlClient(server.webSocket())) {
      Guarded guarded = new Guarded(server);
      guarded.publish("flood", "normal", "the first");
      subscriber.subscribe(190);
      server.program().saying("scarce: reading from WebSockets faster than a little a second");

      CompletableFuture<?> sent = flooder.publish("flood", "x".repeat(64 << 10), frames);
      await().atMost(Guarded.PATIENCE).until(() -> guarded.published() > 1);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Guarded.PATIENCE)
          .until(() -> guarded.published() < frames / 2);
      assertThat(sent).isNotDone();
      assertThat(guarded.level("processes")).isEqualTo("CRITICAL");

      subscriber.close();
      await().atMost(Guarded.PATIENCE).until(() -> flooder.acknowledged("published") == frames);
      assertThat(guarded.published()).isEqualTo(frames + 1);
      assertThat(sent).isCompleted();
    }
  }

  @Test
  void resourceExhaustionRecoveryOfADisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()),
        "a file system can be mounted here: that takes root");
    try (RunningServer server =
        new RunningServer(folder, keeping("kept=100", Guarded.settings("DISK", disk + "")))) {
      Guarded guarded = new Guarded(server);
      publishKept(guarded, 100);
      assertThat(guarded.kept("kept")).isEqualTo(100);
      Path file = disk.resolve("filler");
      Files.write(file, new byte[7 << 20]);
      guarded.reaches("disk", "HIGH");
      await().until(() -> guarded.kept("kept") == 50);
      guarded.expectShedding();
      assertThat(guarded.publish("room:1", "normal", "x").statusCode()).isEqualTo(200);

      Files.write(file, new byte[8_200_000]);
      guarded.reaches("disk", "CRITICAL");
      await().until(() -> guarded.kept("kept") == 10);
      Guarded.expectOverloaded(guarded.publish("room:1", "normal", "x"));
      assertThat(guarded.publish("room:1", "high", "x").statusCode()).isEqualTo(200);

      Files.delete(file);
      guarded.expectRecovery("disk");
      assertThat(guarded.publish("room:1", "normal", "x").statusCode()).isEqualTo(200);
      guarded.reaches("disk", "NORMAL");
      await()
          .untilAsserted(
              () -> {
                publishKept(guarded, 30);
                assertThat(guarded.kept("kept")).isGreaterThan(50);
              });
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static Map<String, String> keeping(String history, Map<String, String> variables) {
    variables.put("PUBSUB_HISTORY", history);
    return variables;
  }

  private static void publishKept(Guarded guarded, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      assertThat(guarded.publish("kept", "normal", "x").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void resourceExhaustionRecoveryOfFiles() throws Exception {
    try (RunningServer server = RunningServer.after("ulimit -n 400", folder, Guarded.settings())) {
      Guarded guarded = new Guarded(server);
      await().until(() -> guarded.resource("files").path("limit").asInt() == 400);
      List<Socket> sockets = new ArrayList<>();
      try {
        int base = guarded.resource("files").path("used").asInt();
        open(sockets, 340 - base, server);
        guarded.reaches("files", "HIGH");
        guarded.expectShedding();
        open(sockets, 386 - guarded.resource("files").path("used").asInt(), server);
        guarded.reaches("files", "CRITICAL");
        Guarded.expectOverloaded(guarded.create("room:new"));
        assertThat(guarded.publish("room:1", "normal", "x").statusCode())
            .as("a signal takes no file")
            .isEqualTo(200);
      } finally {
        sockets.forEach(ResourcesIT::close);
      }
      guarded.expectRecovery("files");
    }
  }

  private static void open(List<Socket> sockets, int more, RunningServer server)
      throws IOException {
    for (int i = 0; i < more; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(server.port())));
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bound is drawn in around the threads that there are, and let out again. */
  @Test
  void resourceExhaustionRecoveryOfThreads() throws Exception {
    Path group = PIDS.resolve("pubsub-it-" + ProcessHandle.current().pid());
    assumeTrue(
        Files.isWritable(PIDS) && run("mkdir", group.toString()),
        "a control group for threads can be made here: that takes root, and cgroups v1");
    Path bound = group.resolve("pids.max");
    try {
      Files.writeString(bound, "2000");
      String enter = "echo $BASHPID > " + group.resolve("cgroup.procs");
      try (RunningServer server = RunningServer.after(enter, folder, Guarded.settings())) {
        Guarded guarded = new Guarded(server);
        assertThat(guarded.resource("threads").path("limit").asInt()).isEqualTo(2000);
        int threads = guarded.resource("threads").path("used").asInt();
        assertThat(threads).isGreaterThan(10);

        Files.writeString(bound, Integer.toString(threads + 1));
        guarded.reaches("threads", "CRITICAL");
        Guarded.expectOverloaded(guarded.create("room:new"));
        guarded.expectShedding();
        assertThat(guarded.publish("room:1", "normal", "x").statusCode()).isEqualTo(200);

        Files.writeString(bound, "2000");
        guarded.expectRecovery("threads");
      }
    } finally {
      await().until(() -> run("rmdir", group.toString()));
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
