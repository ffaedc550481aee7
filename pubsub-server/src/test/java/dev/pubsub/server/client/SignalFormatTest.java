package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // published                                       | printed
        "{\"id\":\"i\",\"payload\":\"plain text\"}         | plain text",
        "{\"id\":\"i\",\"payload\":\"say \\\"hi\\\"\"}     | say \"hi\"",
        "{\"id\":\"i\",\"payload\":[1, 2.50]}              | [1,2.50]",
        "{\"id\":\"i\",\"payload\":true}                   | true",
        "{\"user\": \"u\", \"n\": 1}                       | {\"user\":\"u\",\"n\":1}",
        "{\"id\":\"i\",\"payload\":{\"a\":1}}              | {\"id\":\"i\",\"payload\":{\"a\":1}}",
        "{\"id\":\"i\",\"payload\":1,\"more\":2}           | {\"id\":\"i\",\"payload\":1,\"more\":2}",
        "{\"id\":\"i\",\"other\":1}                        | {\"id\":\"i\",\"other\":1}",
        "{}                                                | {}",
      })
  void asTextAStringIsPrintedAsItIsAndOtherJsonOnOneLine(String message, String printed) {
    assertThat(show(SignalFormat.TEXT, message)).isEqualTo(printed);
  }

  @Test
  void asJsonALineTellsTopicTypeIdMessageAndTime() {
    assertThat(show(SignalFormat.JSON, "{\"id\":\"i\",\"payload\":\"text\"}"))
        .isEqualTo(
            "{\"topic\":\"t\",\"type\":\"event\",\"id\":\"i\",\"message\":\"text\",\"ts\":\"now\"}");
  }

  @Test
  void asJsonAnIdThatADeliveryDoesNotCarryIsNull() {
    assertThat(show(SignalFormat.JSON, "{\"a\":1}"))
        .isEqualTo(
            "{\"topic\":\"t\",\"type\":\"event\",\"id\":null,\"message\":{\"a\":1},\"ts\":\"now\"}");
  }

  private static String show(SignalFormat format, String message) {
    return format.show(
        Json.read(
            "{\"type\":\"event\",\"topic\":\"t\",\"message\":%s,\"ts\":\"now\"}"
                .formatted(message)));
  }
}
