package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServeCommandTest {

  private static final Pattern WEB_SOCKET = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/ws\n");

  private final CommandLineRun serve = new CommandLineRun();
  private final FutureTask<Integer> status =
      new FutureTask<>(() -> serve.execute("serve", "--port", "0"));
  private final Thread thread = new Thread(status);

  @Test
  void itSaysWhereItListensAndEndsWellWhenTold() throws Exception {
    String port = startServing();
    assertThat(serve.out()).contains("http://127.0.0.1:" + port + "/api\n").endsWith("ends it\n");

    CommandLineRun health = new CommandLineRun();
    assertThat(health.execute("health", "--port", port)).isZero();
    assertThat(health.out()).contains("healthy");

    thread.interrupt();
    assertThat(status.get()).isZero();
    assertThat(serve.err()).isEmpty();
    assertThat(new CommandLineRun().execute("health", "--port", port)).isEqualTo(1);
  }

  @Test
  void aPortInUseIsOneSentenceWithTheWayOut() throws Exception {
    String port = startServing();

    CommandLineRun second = new CommandLineRun();
    assertThat(second.execute("serve", "--port", port)).isEqualTo(1);
    assertThat(second.err())
        .startsWith("CANNOT_LISTEN: ")
        .contains("127.0.0.1:" + port, "--port")
        .hasLineCount(1);

    thread.interrupt();
    assertThat(status.get()).isZero();
  }

  @Test
  void settingsThatCannotBeAreOneSentence() {
    CommandLineRun run = new CommandLineRun(Map.of("PORT", "http"));

    assertThat(run.execute("serve")).isEqualTo(1);
    assertThat(run.err())
        .startsWith("BAD_SETTINGS: ")
        .contains("pubsub.plugin.ws.port", "'http'")
        .hasLineCount(1);
  }

  @Test
  void mixEnvIsWarnedOf() {
    CommandLineRun run = new CommandLineRun(Map.of("MIX_ENV", "prod", "PORT", "http"));

    assertThat(run.execute("serve")).isEqualTo(1);
    assertThat(run.err()).startsWith("warning: MIX_ENV").hasLineCount(2);
  }

  private String startServing() {
    thread.start();
    await().until(() -> serve.out().contains("ready"));
    Matcher matcher = WEB_SOCKET.matcher(serve.out());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
