package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Plugin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FitTest {

  private static final String NAME = LoggingPlugin.class.getName() + " of test-classes";

  private final List<String> log = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"a", "ws", "ws-2", "a-", "z9"})
  void plainWordsAreIds(String id) {
    assertThat(sort(plugin(id))).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "9a", "-a", "a b", "a.b", "é", "a\n"})
  void anythingElseIsNoId(String id) {
    assertThat(refusal(StandardError.BAD_PLUGIN, plugin(id)))
        .isEqualTo(
            "plugin id '%s' of %s must be lower case letters, digits and '-'".formatted(id, NAME));
  }

  @Test
  void anIdIsGivenOnce() {
    assertThat(refusal(StandardError.BAD_PLUGIN, plugin("a"), plugin("b"), plugin("a")))
        .isEqualTo("there are two plugins with the id 'a': %s and %s".formatted(NAME, NAME));
  }

  @Test
  void theOrderStaysWhereNothingIsRequired() {
    assertThat(sort(plugin("c"), plugin("a"), plugin("b"))).containsExactly("c", "a", "b");
  }

  @Test
  void aPluginStandsBehindWhatItRequires() {
    assertThat(
            sort(
                plugin("d").requiring("c", "b"),
                plugin("a"),
                plugin("b").requiring("a"),
                plugin("c")))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(
            refusal(
                    StandardError.PLUGIN_VERSION,
                    plugin("old").writtenFor(0, 9),
                    plugin("new").writtenFor(1, 99),
                    plugin("a").requiring("gone", "lost"),
                    plugin("A"))
                .lines())
        .containsExactly(
            "plugin 'old' (%s) needs version 0.9 of the interfaces, and this is 1.0"
                .formatted(NAME),
            "plugin 'new' (%s) needs version 1.99 of the interfaces, and this is 1.0"
                .formatted(NAME),
            "plugin id 'A' of %s must be lower case letters, digits and '-'".formatted(NAME),
            "plugin 'a' requires 'gone', which is not there",
            "plugin 'a' requires 'lost', which is not there");
  }

  @Test
  void aCircleIsNamed() {
    assertThat(
            refusal(
                StandardError.BAD_PLUGIN,
                plugin("x").requiring("a"),
                plugin("a").requiring("b"),
                plugin("b").requiring("c"),
                plugin("c").requiring("a")))
        .isEqualTo("plugins require each other in a circle: a -> b -> c -> a");
    assertThat(refusal(StandardError.BAD_PLUGIN, plugin("a").requiring("a")))
        .isEqualTo("plugins require each other in a circle: a -> a");
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, AbstractMethodError.class})
  void aPluginThatCannotSayItsIdIsNamedByItsClass(Class<? extends Throwable> kind)
      throws ReflectiveOperationException {
    Throwable fault = kind.getConstructor(String.class).newInstance("on purpose");

    assertThat(refusal(StandardError.BAD_PLUGIN, plugin("a").failing("id", fault)))
        .isEqualTo(NAME + " cannot say which plugin it is: on purpose");
  }

  private LoggingPlugin plugin(String id) {
    return new LoggingPlugin(id, log);
  }

  private static List<String> sort(Plugin... plugins) {
    Problems problems = new Problems();
    List<String> sorted = Fit.sort(List.of(plugins), problems).stream().map(Plugin::id).toList();
    problems.throwIfAny();
    return sorted;
  }

  private static String refusal(StandardError code, Plugin... plugins) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, () -> sort(plugins));
    assertThat(refusal.code()).isEqualTo(code);
    return refusal.getMessage();
  }
}
