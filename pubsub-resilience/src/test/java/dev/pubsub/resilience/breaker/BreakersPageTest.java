package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page about breakers shows is what runs. */
final class BreakersPageTest {

  private static final Path PAGE = Path.of("..", "docs", "breakers.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/pubsub/resilience/breaker/BreakerExample.java");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RULES = Pattern.compile("(breakers|calls):\\s+- \"(.*)\"");

  @Test
  void theProgramOfThePageIsTheExample() throws IOException {
    List<String> shown =
        CODE.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();

    assertThat(shown).containsExactly(Files.readString(EXAMPLE));
  }

  @Test
  @Timeout(30)
  void nothingIsLostButTheCallsThatFoundTheOutage() throws InterruptedException {
    assertThat(BreakerExample.deliveredAfterAnOutage()).isEqualTo(10);
  }

  @Test
  void theRulesOfThePageAreTaken() throws IOException {
    List<MatchResult> rules = RULES.matcher(Files.readString(PAGE)).results().toList();

    assertThat(rules).hasSize(2);
    ResiliencePlugin plugin = new ResiliencePlugin();
    for (MatchResult rule : rules) {
      assertThat(
              plugin
                  .install(TestEnvironment.of(plugin, Map.of(rule.group(1), rule.group(2))))
                  .decorators())
          .isNotEmpty();
    }
  }
}
