package dev.pubsub.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Selection;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.Filter;
import dev.pubsub.topic.TopicSyntax;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {

  private static final Selections SELECTIONS = new Selections(TopicSyntax.COLON, Optional.empty());
  private static final Signal SIGNAL =
      Signal.of(new SignalId(1, 2), "orders:eu:42", "payload")
          .withType("order.created")
          .withSource("ann")
          .withKey("42")
          .withPriority(Priority.HIGH)
          .withHeaders(
              Headers.of("agent.type", "demo")
                  .with("agent.capability", "ping, echo,trace")
                  .with("agent.location", "node1.rack2.left")
                  .with("content-type", "text/plain; a=b"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.type:demo.capability:ping",
        "agent.type:demo.capability:trace.location:node1.rack2.left",
        "agent.location:node1.*",
        "agent.location:*.rack2.+",
        "agent.location:node1.**.left.type:demo",
        "agent.capability:ec*",
        "message.priority:high",
        "message.type:order.created.priority:high",
        "message.type:order.*",
        "message.source:ann message.key:42",
        "message.topic:\"orders:eu:42\"",
        "message.topic:\"orders:**\" agent.type:demo",
        "  message.priority:high\tagent.type:d*o ",
        "header.content-type:\"text/plain; a=b\"",
        "agent.type:\"demo\".capability:\"echo\""
      })
  void whatIsSoIsSelected(String selector) {
    assertThat(accepts(selector)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.type:demo.capability:dance",
        "agent.type:other.capability:ping",
        "agent.location:node1",
        "agent.location:node2.*",
        "agent.name:demo",
        "agent.capability:pin",
        "message.priority:low",
        "message.priority:high message.source:bob",
        "message.topic:\"orders:us:*\"",
        "header.priority:high"
      })
  void whatIsNotSoIsLeftOut(String selector) {
    assertThat(accepts(selector)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', 1, a condition",
        "'   ', 4, a condition",
        "priority:high, 1, 'agent.'",
        "subject.type:x, 1, 'agent.'",
        "message., 9, the name of an attribute",
        "message.priority, 17, expected ':'",
        "message.priority:, 18, expected a value",
        "message.priority:urgent, 18, 'high, normal or low'",
        "message.colour:red, 9, 'priority, type, source, key, topic and id'",
        "agent.type:a:b, 13, double quotes",
        "agent.type:demo.:x, 17, the name of an attribute",
        "agent.type:\"demo, 12, not closed",
        "agent.type:\"demo\"x, 18, 'a blank or the end'",
        "agent.type:a**b, 12, '**'",
        "agent.location:node1..*, 16, empty level",
        "message.priority:high agent, 23, 'agent.'"
      })
  void whatCannotBeReadIsRefusedWithItsPlace(String selector, int character, String sentence) {
    PubSubException refusal = refusal(selector);

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SELECTION);
    assertThat(refusal.getMessage())
        .startsWith("bad selector, at character " + character + ": ")
        .contains(sentence);
  }

  @Test
  void aSelectorHasBounds() {
    assertThat(accepts("agent.type:demo ".repeat(16))).isTrue();
    assertThat(refusal("agent.type:demo ".repeat(17)))
        .hasMessageContaining("at most 16 conditions");
    assertThat(refusal("agent.type:" + "x".repeat(1014))).hasMessageContaining("1024 characters");
  }

  @ParameterizedTest
  @CsvSource({"1023, true", "1024, true", "1025, false"})
  void aTextThatIsTooLongIsOfNoForm(int length, boolean selected) {
    assertThat(accepts("agent.name:*.x*", length)).isEqualTo(selected);
    assertThat(accepts("agent.name:node1.**.x*", length)).isEqualTo(selected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1025, 16_000})
  void aTextMayBeginSoHoweverLongItIs(int length) {
    assertThat(accepts("agent.name:node1.*", length)).isTrue();
    assertThat(accepts("agent.name:node2.*", length)).isFalse();
  }

  @Test
  void whoWantsAllNeedsNoFilter() {
    assertThat(SELECTIONS.compile(Selection.ALL)).isNull();
  }

  @Test
  void withoutALanguageThereAreNoFilters() {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> SELECTIONS.compile(new Selection("", "payload.x > 1")));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SELECTION);
    assertThat(refusal).hasMessageContaining("pubsub-json");
  }

  @Test
  void selectorAndFilterMustBothSayYes() {
    Selections both =
        new Selections(
            TopicSyntax.COLON,
            Optional.of(expression -> delivery -> delivery.signal().key().equals(expression)));

    assertThat(accepts(both, new Selection("", "42"))).isTrue();
    assertThat(accepts(both, new Selection("message.priority:high", "42"))).isTrue();
    assertThat(accepts(both, new Selection("message.priority:high", "43"))).isFalse();
    assertThat(accepts(both, new Selection("message.priority:low", "42"))).isFalse();
  }

  @Test
  void aLanguageThatFailsIsNamed() {
    Selections broken =
        new Selections(
            TopicSyntax.COLON,
            Optional.of(
                expression -> {
                  throw new IllegalStateException("thrown on purpose");
                }));
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> broken.compile(new Selection("", "anything")));

    assertThat(refusal.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(refusal)
        .hasMessageContaining("thrown on purpose")
        .hasRootCauseMessage("thrown on purpose");
  }

  private static boolean accepts(String selector) {
    return accepts(SELECTIONS, new Selection(selector, ""));
  }

  /** Whether a selector accepts an agent whose name begins with {@code node1.} and is that long. */
  private static boolean accepts(String selector, int length) {
    String name = "node1." + "x".repeat(length - "node1.".length());
    return accepts(
        SELECTIONS,
        new Selection(selector, ""),
        SIGNAL.withHeaders(Headers.of("agent.name", name)));
  }

  private static boolean accepts(Selections selections, Selection selection) {
    return accepts(selections, selection, SIGNAL);
  }

  private static boolean accepts(Selections selections, Selection selection, Signal signal) {
    Filter filter = Objects.requireNonNull(selections.compile(selection));
    return filter.accepts(new Letter(signal, signal, null));
  }

  private static PubSubException refusal(String selector) {
    return catchThrowableOfType(
        PubSubException.class, () -> new SelectorParser(selector, TopicSyntax.COLON).parse());
  }
}
