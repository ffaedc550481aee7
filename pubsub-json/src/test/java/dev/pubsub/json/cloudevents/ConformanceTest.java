package dev.pubsub.json.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases of the conformance suite of CloudEvents for the JSON format and for HTTP (its files
 * {@code format/json/*.json} and {@code features/http-protocol-binding.feature}, Apache License
 * 2.0), by their ids, written as what differs from the minimal event.
 */
final class ConformanceTest {

  private final CloudEvents events = new CloudEvents();

  private static Map<String, String> minimal() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("specversion", "\"1.0\"");
    fields.put("id", "\"minimal\"");
    fields.put("type", "\"io.cloudevents.test\"");
    fields.put("source", "\"https://cloudevents.io\"");
    return fields;
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The minimal event with other fields, written {@code name=value} and split by semicolons. */
  private static String event(String changes) {
    Map<String, String> fields = minimal();
    for (String change : changes.split(";")) {
      String[] parts = change.strip().split("=", 2);
      if (parts.length == 2) {
        fields.put(parts[0], parts[1]);
      } else {
        fields.remove(parts[0]);
      }
    }
    return json(fields);
  }

  private CloudEvent read(String json) {
    return events.parseStructured(json.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "validMinimal                           | specversion=\"1.0\"",
        "validMinimalWithNullForOptional        | datacontenttype=null; dataschema=null; subject=null; time=null",
        "validAllCoreAttributes                 | datacontenttype=\"text/plain\"; dataschema=\"https://cloudevents.io/dataschema\"; subject=\"tests\"; time=\"2018-04-05T17:31:00Z\"",
        "validMinimalWithTimeUtc                | time=\"2018-04-05T17:31:00Z\"",
        "validMinimalWithTimeToNanosecondsUtc   | time=\"2018-04-05T17:31:00.000000000Z\"",
        "validMinimalWithTimeUsingPositiveOffset| time=\"2018-04-05T18:31:00+01:00\"",
        "validMinimalWithTimeUsingNegativeOffset| time=\"2018-04-05T16:31:00-01:00\"",
        "validRelativeSource                    | source=\"#fragment\"",
        "validSimpleTextData                    | datacontenttype=\"text/plain\"; data=\"Simple text\"",
        "validAllExtensionTypes                 | extinteger=10; extboolean=true; extstring=\"text\"; exturi=\"https://cloudevents.io\"; exturiref=\"//authority/path\"; exttimestamp=\"2023-03-31T15:12:00Z\"; extbinary=\"TWE=\"",
      })
  void whatIsValidIsRead(String id, String changes) {
    CloudEvent event = read(event(changes));

    for (String change : changes.split(";")) {
      String[] parts = change.strip().split("=", 2);
      if (parts[1].equals("null")) {
        assertThat(event.get(parts[0])).isEmpty();
      } else if (parts[0].equals("data")) {
        assertThat(event.data()).isEqualTo("Simple text");
      } else {
        assertThat(event.get(parts[0])).contains(parts[1].replace("\"", ""));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "invalidNoSpecVersion            | specversion | specversion",
        "invalidNoId                     | id          | id",
        "invalidNoType                   | type        | type",
        "invalidNoSource                 | source      | source",
        "invalidTimeGarbage              | time=\"lunchtime\"                 | time",
        "invalidTimeToMinute             | time=\"2018-04-05T18:31Z\"         | time",
        "invalidTimeOffsetX              | time=\"2018-04-05T18:31:00X\"      | time",
        "invalidTimeOffsetOutOfRange     | time=\"2018-04-05T18:31:00+25:00\" | time",
        "invalidTimeOffsetNonInteger     | time=\"2018-04-05T18:31:00+xx:00\" | time",
        "invalidTimeOffsetHourOnly       | time=\"2018-04-05T18:31:00+05\"    | time",
        "invalidEmptyId                  | id=\"\"              | id",
        "invalidEmptyType                | type=\"\"            | type",
        "invalidEmptySource              | source=\"\"          | source",
        "invalidEmptySpecVersion         | specversion=\"\"     | specversion",
        "invalidUnknownSpecVersion       | specversion=\"0.9\"  | specversion",
        "invalidNonRfc2046DataContentType| datacontenttype=\"xyz\" | datacontenttype",
        "invalidEmptyDataContentType     | datacontenttype=\"\" | datacontenttype",
        "invalidEmptyDataSchema          | dataschema=\"\"      | dataschema",
        "invalidEmptySubject             | subject=\"\"         | subject",
        "invalidNumericId                | id=25                | id",
        "invalidObjectId                 | id={ \"xyz\": \"abc\" } | id",
        "invalidCapitalizedExtension     | MyExtension=\"bad\"  | MyExtension",
        "invalidPunctuatedExtension      | my.extension=\"bad\" | my.extension",
        "invalidNonIntegerExtensionValue | my.extension=1.5     | my.extension",
        "(the same, well named)          | myextension=1.5      | myextension",
        "(more than 32 bits)             | myextension=2147483648 | myextension",
        "(an object as an extension)     | myextension={}       | myextension",
        "(an attribute called data)      | data_=1              | data_",
        "invalidBothDataAndDataBase64    | data=\"text\"; data_base64=\"eyAieHl6IjogMTIzIH0=\" | data_base64",
        "(no Base64)                     | data_base64=\"%\"    | data_base64",
        "(no text where it must be one)  | datacontenttype=\"text/plain\"; data={} | datacontenttype",
      })
  void whatIsInvalidIsRefusedByTheNameOfTheAttribute(String id, String changes, String wrong) {
    PubSubException refusal =
        catchThrowableOfType(PubSubException.class, () -> read(event(changes)));

    assertThat(refusal.code()).isEqualTo(CloudEventError.BAD_CLOUDEVENT);
    assertThat(refusal).hasMessageContaining("'" + wrong + "'");
  }

  @Test
  void validBatchesAreRead() {
    String one = json(minimal());
    String all = event("subject=\"tests\"; extinteger=10; extboolean=true");

    assertThat(batch("[]")).isEmpty();
    assertThat(batch("[" + one + "]")).containsExactly(read(one));
    assertThat(batch("[" + one + "," + one + "]")).containsExactly(read(one), read(one));
    assertThat(batch("[" + one + "," + all + "]")).containsExactly(read(one), read(all));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "invalidBatchMixedSpecVersions           | [ONE, {\"specversion\":\"0.9\",\"id\":\"m\",\"type\":\"t\",\"source\":\"s\"}] | event 1 of the batch: the attribute 'specversion'",
        "invalidBatchContainingInvalidCloudEvent | [{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\"}] | event 0 of the batch: the attribute 'id'",
        "invalidBatchContainingNonObject         | [\"not an object\", ONE] | event 0 of the batch: an event is an object",
        "(no array)                              | ONE | a batch is an array",
      })
  void invalidBatchesAreRefusedByTheNumberOfTheEvent(String id, String json, String sentence) {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> batch(json.replace("ONE", json(minimal()))));

    assertThat(refusal.code()).isEqualTo(CloudEventError.BAD_CLOUDEVENT);
    assertThat(refusal).hasMessageContaining(sentence);
  }

  private List<CloudEvent> batch(String json) {
    return events.parseBatch(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"application/json", "application/json; charset=utf-8"})
  void binaryContentModeOfHttp(String contentType) {
    CloudEvent event =
        events.parseBinary(
            Map.of(
                "ce-specversion", "1.0",
                "Ce-Type", "com.example.someevent",
                "ce-time", "2018-04-05T03:56:24Z",
                "CE-ID", "1234-1234-1234",
                "ce-source", "/mycontext/subcontext",
                "Content-Type", contentType,
                "Host", "example.com"),
            "{\n  \"message\": \"Hello World!\"\n}".getBytes(UTF_8));

    assertThat(event.attributes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "specversion", "1.0",
                "type", "com.example.someevent",
                "time", "2018-04-05T03:56:24Z",
                "id", "1234-1234-1234",
                "source", "/mycontext/subcontext",
                "datacontenttype", contentType));
    assertThat(event.data()).isEqualTo(Map.of("message", "Hello World!"));
  }

  @Test
  void structuredContentModeOfHttp() {
    CloudEvent event =
        read(
            """
            {
              "specversion": "1.0",
              "type": "com.example.someevent",
              "time": "2018-04-05T03:56:24Z",
              "id": "1234-1234-1234",
              "source": "/mycontext/subcontext",
              "datacontenttype": "application/json",
              "data": {"message": "Hello World!"}
            }
            """);

    assertThat(event.get("datacontenttype")).contains("application/json");
    assertThat(event.get("source")).contains("/mycontext/subcontext");
    assertThat(event.data()).isEqualTo(Map.of("message", "Hello World!"));
  }
}
