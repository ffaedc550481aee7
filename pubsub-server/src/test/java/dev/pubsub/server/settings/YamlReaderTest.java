package dev.pubsub.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.server.settings.SettingsFile.Line;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin: {ws: {port: 4001}}",
        "plugin:\n  ws:\n    port: 4001",
        "plugin.ws.port: 4001",
        "plugin: {ws.port: '4001'}",
        "pubsub: {plugin: {ws: {port: 4001}}}",
        "pubsub.plugin.ws.port: 4001",
        "\uFEFFplugin.ws.port: 4001 # where to listen",
      })
  void aKeyMayBeNestedOrDottedWithItsPrefixOrWithout(String text) throws IOException {
    SettingsFile file = read(text);

    assertThat(file.problems()).isEmpty();
    assertThat(texts(file)).containsExactly(Map.entry("pubsub.plugin.ws.port", "4001"));
  }

  @Test
  void everyValueHasItsLine() throws IOException {
    SettingsFile file = read("# first\ncapacity: 5\n\nplugin:\n  ws:\n    port: 1\nlanes: 2\n");

    assertThat(file.values())
        .containsExactly(
            Map.entry("pubsub.capacity", new Line("5", "f:2")),
            Map.entry("pubsub.plugin.ws.port", new Line("1", "f:6")),
            Map.entry("pubsub.lanes", new Line("2", "f:7")));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "30s|30s",
        "1_000|1_000",
        "0x10|0x10",
        "on|on",
        "007|007",
        "''|``",
        "2.50|2.50",
        "room:*=100,audit:**=1000|room:*=100,audit:**=1000",
        "//*.example.com|//*.example.com",
      },
      delimiter = '|',
      quoteCharacter = '`')
  void aValueIsTheTextThatWasWritten(String written, String read) throws IOException {
    assertThat(texts(read("a: " + written))).containsExactly(Map.entry("pubsub.a", read));
  }

  @Test
  void aListIsSplitByCommas() throws IOException {
    assertThat(texts(read("history: [room:*=100, audit:**=1000]\nbuses:\n  - a\n  - b\nx: []")))
        .containsExactly(
            Map.entry("pubsub.history", "room:*=100,audit:**=1000"),
            Map.entry("pubsub.buses", "a,b"),
            Map.entry("pubsub.x", ""));
  }

  @Test
  void busesAreNamedWhereTheirSettingsStand() throws IOException {
    SettingsFile file =
        read(
            """
            buses:
              orders: {capacity: 100, topics: {mode: declared}}
              audit:
              default: {capacity: 7}
              alerts: {}
            """);

    assertThat(file.problems()).isEmpty();
    assertThat(file.values())
        .containsOnly(
            Map.entry("pubsub.bus.orders.capacity", new Line("100", "f:2")),
            Map.entry("pubsub.bus.orders.topics.mode", new Line("declared", "f:2")),
            Map.entry("pubsub.bus.default.capacity", new Line("7", "f:4")),
            Map.entry("pubsub.buses", new Line("orders,audit,alerts", "f:2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet", "---", "{}", "~"})
  void nothingSaysNothing(String text) throws IOException {
    assertThat(read(text)).isEqualTo(new SettingsFile(Map.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "capacity: 5\\ncapacity: 6|f:2: pubsub.capacity is given twice, first at f:1",
        "a: {b: 5}\\na.b: 6|f:2: pubsub.a.b is given twice, first at f:1",
        "buses: [a]\\nbuses.b.capacity: 6|f:2: pubsub.buses is given twice, first at f:1",
        "buses: {a: 5}|f:1: pubsub.buses.a must hold settings of that bus",
        "capacity:|f:1: pubsub.capacity has no value",
        "plugin: {}|f:1: pubsub.plugin has no value",
        "a: [[1]]|f:1: a: a list must hold plain values",
        "a: [{b: 1}]|f:1: a: a list must hold plain values",
        "a: [~]|f:1: a: a list must hold plain values",
        "a: *x|f:1: a: aliases are not read, write the value out",
        "a: [*x]|f:1: a: a list must hold plain values",
        "- a|f:1: there must be keys with values",
        "capacity|f:1: there must be keys with values",
        "{}\\n---\\n{}|f:3: there must be one document only",
        "? [a]\\n: b|f:1:4: cannot be read as YAML: a key must be a plain word",
        "*x: 1|f:1:3: cannot be read as YAML: a key must be a plain word",
        "a: b: c|f:1:5: cannot be read as YAML: mapping values are not allowed here",
        "a: [1\\nb: 2|f:2:2: cannot be read as YAML: expected ',' or ']', but got :",
      },
      delimiter = '|',
      quoteCharacter = '`')
  void whatCannotBeIsToldWithItsPlace(String text, String problem) throws IOException {
    assertThat(read(text.replace("\\n", "\n")).problems()).containsExactly(problem);
  }

  @Test
  void allProblemsAreToldAtOnceAndTheRestIsRead() throws IOException {
    SettingsFile file = read("a: *x\nb:\nc: 3\nd: [[]]\ne: 5");

    assertThat(file.problems()).hasSize(3);
    assertThat(texts(file)).containsEntry("pubsub.c", "3").containsEntry("pubsub.e", "5");
  }

  @Test
  void nestingHasAnEnd() throws IOException {
    String fits = "{a: ".repeat(16) + "1" + "}".repeat(16);
    String deep = "{a: ".repeat(17) + "1" + "}".repeat(17);
    String bomb = "{a: ".repeat(50_000);

    assertThat(read(fits).problems()).isEmpty();
    assertThat(read(deep).problems()).singleElement().asString().endsWith(": more than 16 levels");
    assertThat(read(bomb).problems()).isNotEmpty();
    assertThat(read("[".repeat(50_000)).problems()).isNotEmpty();
  }

  @Test
  void anAliasIsNeverExpanded() throws IOException {
    String laughs =
        "a0: &a0 ha\n"
            + IntStream.range(1, 40)
                .mapToObj(n -> "a%d: &a%d [*a%d, *a%d]\n".formatted(n, n, n - 1, n - 1))
                .collect(Collectors.joining());

    assertThat(read(laughs).problems()).hasSize(78);
  }

  @Test
  void noTextDoesMoreHarmThanAProblem() throws IOException {
    String signs = "ab:-[]{},#&*!|>'\"%@`\n\t \u0000\uFEFF\uD800~?.<";
    Random random = new Random(4);
    for (int n = 0; n < 20_000; n++) {
      String text =
          random
              .ints(random.nextInt(30), 0, signs.length())
              .mapToObj(i -> signs.substring(i, i + 1))
              .collect(Collectors.joining());
      SettingsFile file = read(text);
      assertThat(file.values().keySet()).allMatch(key -> key.startsWith("pubsub."));
      assertThat(file.problems()).allMatch(problem -> problem.startsWith("f:"));
    }
  }

  private static SettingsFile read(String text) throws IOException {
    return new YamlReader("f").read(text);
  }

  private static Map<String, String> texts(SettingsFile file) {
    return file.values().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().text(),
                (a, b) -> a,
                LinkedHashMap::new));
  }
}
