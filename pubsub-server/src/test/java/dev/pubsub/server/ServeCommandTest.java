package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void aNamedFileThatIsMissingStopsTheStart() {
    CommandLineRun run = new CommandLineRun();

    assertThat(run.execute("serve", "--config", "no/such.yaml")).isEqualTo(1);
    assertThat(run.err()).isEqualTo("BAD_SETTINGS: no/such.yaml: there is no such file\n");
  }

  @Test
  void theSettingsAreShownWithTheirPlacesInsteadOfAStart(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bus.yaml"), "capacity: 7\nplugin.ws.port: 1\n");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    CommandLineRun run =
        new CommandLineRun(
            Map.of("PORT", "4002", "PHX_HOST", "example.com", "SECRET_KEY_BASE", "s3cret"));

    assertThat(run.execute("serve", "--print-config", "--config", "" + file, "--host", "::1"))
        .isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll(" +#", " #")))
        .contains(
            "pubsub.capacity: 7 # " + file + ":1",
            "pubsub.plugin.ws.host: \"::1\" # flag --host",
            "pubsub.plugin.ws.port: 4002 # environment PORT",
            "pubsub.plugin.ws.origins: \"//example.com\" # environment PHX_HOST",
            "pubsub.plugins.dir: \"" + plugins + "\" # a folder that is there",
            "pubsub.lanes: 0 # default");
    assertThat(run.out() + run.err()).doesNotContain("s3cret");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void mixEnvIsWarnedOf() {
    CommandLineRun run = new CommandLineRun(Map.of("MIX_ENV", "prod", "PORT", "http"));

    assertThat(run.execute("serve")).isEqualTo(1);
    assertThat(run.err()).startsWith("warning: MIX_ENV").hasLineCount(2);
  }

  private String startServing() {
    thread.start();
    await().until(() -> serve.out().contains("ends it\n"));
    Matcher matcher = WEB_SOCKET.matcher(serve.out());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
