package dev.pubsub.spi.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  private static final EndpointResponse NOTHING =
      EndpointResponse.of(204, "text/plain", new byte[0]);

  private static Endpoint endpoint(String method, String path) {
    return Endpoint.of(method, path, "things.look", request -> NOTHING);
  }

  private static void isRefused(Runnable task) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, task::run);
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void variablesStandForSegmentsThatAreNotEmpty() {
    PathTemplate path = PathTemplate.parse("/api/{kind}/x/{id}");

    assertThat(path.match(List.of("api", "a/b", "x", "7")))
        .contains(Map.of("kind", "a/b", "id", "7"));
    assertThat(path.match(List.of("api", "a", "y", "7"))).isEmpty();
    assertThat(path.match(List.of("api", "a", "x", ""))).isEmpty();
    assertThat(path.match(List.of("api", "a", "x"))).isEmpty();
    assertThat(path).hasToString("/api/{kind}/x/{id}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "api", "/api/", "//api", "/a b", "/{}", "/{a}/{a}", "/x{a}"})
  void aTemplateThatCannotBeReadIsRefused(String text) {
    isRefused(() -> PathTemplate.parse(text));
  }

  @Test
  void twoConflictWhenARequestMayBeForBoth() {
    Endpoint one = endpoint("GET", "/api/{kind}/first");

    assertThat(one.conflictsWith(endpoint("GET", "/api/things/{id}"))).isTrue();
    assertThat(one.conflictsWith(endpoint("PUT", "/api/things/{id}"))).isFalse();
    assertThat(one.conflictsWith(endpoint("GET", "/api/things/second"))).isFalse();
    assertThat(one.conflictsWith(endpoint("GET", "/api/things"))).isFalse();
    assertThat(one).hasToString("GET /api/{kind}/first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "HEAD", "CONNECT", ""})
  void otherMethodsAreRefused(String method) {
    isRefused(() -> endpoint(method, "/api/things"));
  }

  @Test
  void anAnswerThatCouldBeTakenForTwoIsRefused() {
    byte[] body = {};
    isRefused(() -> new EndpointResponse(200, Map.of("X", "a\r\nSet-Cookie: b"), body));
    isRefused(() -> new EndpointResponse(200, Map.of("X\n", "a"), body));
    isRefused(() -> new EndpointResponse(101, Map.of(), body));
  }
}
