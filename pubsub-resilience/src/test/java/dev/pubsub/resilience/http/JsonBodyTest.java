package dev.pubsub.resilience.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.testkit.TestEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBodyTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerIsJson() {
    EndpointResponse answer = JsonBody.answer(Map.of("rules", List.of("a", 2)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
    assertThat(answer.body()).isEqualTo(bytes("{\"rules\":[\"a\",2]}"));
  }

  @Test
  void whatIsNoJsonIsNoAnswer() {
    assertThatThrownBy(() -> JsonBody.answer(Map.of("a", new Object())))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aTextIsReadByItsField() {
    assertThat(JsonBody.text(bytes("{\"rule\": \"publish 1/1s\"}"), "rule"))
        .contains("publish 1/1s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "\"rule\"", "{}", "{\"rule\": 1}", "{\"rule\":{}}"})
  void whatHasNoTextThereHasNone(String body) {
    assertThat(JsonBody.text(bytes(body), "rule")).isEmpty();
  }

  @Test
  void aPluginThatIsAskedNothingLoadsNoJson() throws Exception {
    Apart apart = new Apart();
    Plugin plugin =
        (Plugin)
            apart
                .loadClass(ResiliencePlugin.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    Map<String, String> everything =
        Map.of(
            "limits", "a: publish 1/1s",
            "breakers", "a: calls=2",
            "calls", "a: timeout=1s",
            "resources.enabled", "true");

    assertThat(plugin.install(TestEnvironment.of(plugin, everything)).endpoints()).isNotEmpty();
    assertThat(apart.json).isEmpty();
  }

  /** Loads the module once more, and writes down what it needs of Jackson. */
  private static final class Apart extends ClassLoader {

    private final List<String> json = new ArrayList<>();

    Apart() {
      super(JsonBodyTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.fasterxml.")) {
        json.add(name);
      }
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("dev.pubsub.resilience.") || findLoadedClass(name) != null) {
          return super.loadClass(name, resolve);
        }
        byte[] bytes = read(name.replace('.', '/') + ".class");
        return defineClass(name, bytes, 0, bytes.length);
      }
    }

    private byte[] read(String file) {
      try (InputStream in = Objects.requireNonNull(getResourceAsStream(file), file)) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
