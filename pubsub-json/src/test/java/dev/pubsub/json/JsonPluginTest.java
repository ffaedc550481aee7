package dev.pubsub.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Plugin;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JsonPluginTest {

  @Test
  void itIsFoundOnTheClassPath() {
    assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::id).containsExactly("json");
  }
}
