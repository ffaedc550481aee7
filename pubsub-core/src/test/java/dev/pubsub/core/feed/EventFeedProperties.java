package dev.pubsub.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.TopicSyntax;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventFeedProperties {

  @ParameterizedTest
  @CsvSource({"a:b,a:b", "a:*,a:%2A", "**,%2A%2A", "+:a*b,%2B:a%2Ab", "50%,50%25"})
  void aPatternIsANameWithoutWildcards(String pattern, String name) {
    assertThat(EventFeed.name(pattern)).isEqualTo(name);
  }

  @Property(seed = "1", tries = 300)
  void everyPatternIsTheEndOfATopic(
      @ForAll
          @Chars({'a', ':', '*', '+', '%', '\u00e9', '\u4e2d'})
          @StringLength(min = 1, max = 255)
          String text) {
    String pattern = text.replaceAll(":+", ":").replaceAll("^:|:$", "");
    if (!pattern.isEmpty()) {
      String topic = "subscription_health:a-bus-with-a-name:" + EventFeed.name(pattern);
      assertThat(TopicSyntax.COLON.faultOf(topic)).as(topic).isEmpty();
    }
  }
}
