package dev.pubsub.verification.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.verification.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One thing that a file in YAML describes, and what is below it.
 *
 * @param value maps, lists and plain values
 */
record Described(Object value) {

  /** The documents of a file. */
  static List<Described> in(String file) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    String text = Files.readString(Program.ROOT.resolve(file));
    return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
        .map(Described::new)
        .toList();
  }

  /** What stands under keys, one below the other. */
  Described at(String... keys) {
    Described found = this;
    for (String key : keys) {
      assertThat(found.value).as("what has %s", key).isInstanceOf(Map.class);
      Map<?, ?> map = (Map<?, ?>) found.value;
      assertThat(map.containsKey(key)).as("%s among %s", key, map.keySet()).isTrue();
      found = new Described(map.get(key));
    }
    return found;
  }

  boolean has(String key) {
    return value instanceof Map<?, ?> map && map.containsKey(key);
  }

  /** What is listed. */
  List<Described> each() {
    assertThat(value).isInstanceOf(List.class);
    return ((List<?>) value).stream().map(Described::new).toList();
  }

  /** What is there by name. */
  Map<String, Described> named() {
    assertThat(value).isInstanceOf(Map.class);
    Map<String, Described> named = new TreeMap<>();
    ((Map<?, ?>) value).forEach((key, each) -> named.put((String) key, new Described(each)));
    return named;
  }

  Stream<String> texts() {
    return each().stream().map(Described::text);
  }

  String text() {
    return value.toString();
  }

  int number() {
    return Integer.parseInt(text());
  }
}
