package dev.pubsub.json.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/filters.md says of its examples is so. */
class FiltersPageTest {

  private static final Pattern PAYLOAD = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\| `(.+)` \\| (yes|no) \\|$");

  private final ContentFilters filters = new ContentFilters();
  private final String page = read();

  @Test
  void everyExampleHoldsOrNotAsThePageSays() {
    Delivery delivery = delivered(first(PAYLOAD));
    List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();

    assertThat(examples).hasSizeGreaterThan(15);
    for (MatchResult example : examples) {
      String filter = example.group(1).replace("\\|", "|");
      assertThat(filters.compile(filter).accepts(delivery))
          .as(filter)
          .isEqualTo(example.group(2).equals("yes"));
    }
  }

  @Test
  void theRefusalsAreThoseOfThePage() {
    for (String filter :
        List.of("payload.a ==", "topic.matches('x')", "(".repeat(40) + "true" + ")".repeat(40))) {
      assertThatThrownBy(() -> filters.compile(filter))
          .isInstanceOf(PubSubException.class)
          .satisfies(refusal -> assertThat(page).contains(refusal.getMessage() + "\n"));
    }
  }

  private static Delivery delivered(String payload) {
    return new SentSignal(
        Signal.of(new SignalId(1, 1), "orders:eu", payload)
            .withType("created")
            .withKey("7")
            .withSource("shop")
            .withPriority(Priority.HIGH)
            .withHeaders(Headers.of("region", "eu").with("agent.type", "demo"))
            .withTimeMillis(Instant.parse("2023-11-14T12:00:00Z").toEpochMilli()));
  }

  private String first(Pattern pattern) {
    return pattern.matcher(page).results().findFirst().orElseThrow().group(1);
  }

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "filters.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
