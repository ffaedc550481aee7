package dev.pubsub.verification.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each script of {@code src/test/js} has one process; each of its cases is a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoenixClientIT {

  private LocalServer server;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Node.prepare();
    server = new LocalServer();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> channelsAreTopicsOfTheBus() throws Exception {
    return cases("channels.js", 17);
  }

  @TestFactory
  Stream<DynamicTest> theControlChannelCarriesManyTopics() throws Exception {
    return cases("control.js", 15);
  }

  @TestFactory
  Stream<DynamicTest> manyMessagesKeepTheirOrder() throws Exception {
    return cases("order.js", 3);
  }

  @TestFactory
  Stream<DynamicTest> framesAreAsTheProtocolSays() throws Exception {
    return cases("raw.js", 13);
  }

  @TestFactory
  Stream<DynamicTest> whoeverComesBackGetsWhatItMissed() throws Exception {
    return cases("history.js", 6);
  }

  @TestFactory
  Stream<DynamicTest> whoeverIsCutOffDuringAThousandMessagesComesBack() throws Exception {
    return cases("comeback.js", 2);
  }

  @TestFactory
  Stream<DynamicTest> questionsAreAnsweredAndReadAlong() throws Exception {
    return cases("requests.js", 4);
  }

  @TestFactory
  Stream<DynamicTest> aSocketUsesTheBusItNames() throws Exception {
    return cases("buses.js", 2);
  }

  @TestFactory
  Stream<DynamicTest> clientsComeBackAfterARestart() throws Exception {
    return cases("restart.js", 1);
  }

  private Stream<DynamicTest> cases(String script, int count) throws Exception {
    Map<String, Runnable> services =
        Map.of(
            "restart",
            server::restart,
            "request",
            this::request,
            "respond",
            () -> server.bus().respond("llm:*", PhoenixClientIT::stream),
            "publish",
            () ->
                server
                    .bus()
                    .publish(
                        "application:news",
                        Map.of("text", "from the application"),
                        PublishOptions.ofType("headline")));
    List<String> lines = Node.run(script, server.webSocket().toString(), services);
    assertThat(lines).as(script).hasSize(count);
    return lines.stream().map(PhoenixClientIT::test);
  }

  private void request() {
    assertThat(server.bus().request("ask:program", Map.of("n", 7)).join().payload())
        .isEqualTo(Map.of("n", 8));
  }

  private static void stream(Question question) {
    int tokens = (int) question.signal().payload();
    for (int n = 1; n <= tokens; n++) {
      assertThat(question.next("token " + n)).isTrue();
    }
    assertThat(question.end()).isTrue();
  }

  private static DynamicTest test(String line) {
    String name = line.split("[ :]")[1];
    return DynamicTest.dynamicTest(name, () -> assertThat(line).isEqualTo("ok " + name));
  }
}
