package dev.pubsub.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.topic.TopicSyntax;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicTailProperties {

  @ParameterizedTest
  @CsvSource({
    "a:b,a:b",
    "a:*,a:%2A",
    "**,%2A%2A",
    "+:a*b,%2B:a%2Ab",
    "50%,50%25",
    "a::b,a:%3Ab",
    ":a,%3Aa",
    "a:,a",
    "'a\tb',a%09b",
    "'',%"
  })
  void whatCannotStandInATopicIsWrittenAsInAUri(String text, String tail) {
    assertThat(TopicTail.of(text)).isEqualTo(tail);
  }

  @Property(seed = "1", tries = 500)
  void everyTextIsTheEndOfATopic(
      @ForAll
          @Chars({'a', ':', '*', '+', '%', '\n', '\u0085', '\u00e9', '\u4e2d', '\ud83d', '\ude00'})
          @StringLength(max = 255)
          String text) {
    String topic = "subscription_metrics:a-bus-with-quite-a-long-name:" + TopicTail.of(text);

    assertThat(TopicSyntax.COLON.faultOf(topic)).as(topic).isEmpty();
  }
}
