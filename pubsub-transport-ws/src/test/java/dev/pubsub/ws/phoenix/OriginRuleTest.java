package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRuleTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4000,  localhost:4000, true",
    "http://localhost:3000,  localhost:4000, true",
    "https://LocalHost,      localhost:4000, true",
    "http://evil.example,    localhost:4000, false",
    "http://[::1]:4000,      [::1]:4000,     true",
    "null,                   localhost:4000, false",
    "http://,                localhost:4000, false",
    "file:///tmp/page.html,  localhost:4000, false",
    "http://a b,             localhost:4000, false"
  })
  void withoutAListTheHostMustBeTheOneConnectedTo(String origin, String host, boolean allowed) {
    OriginRule rule = new OriginRule(List.of());

    assertThat(rule.allows(Optional.of(origin), Optional.of(host))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com,        https://example.com,      true",
    "https://example.com,        https://example.com:443,  true",
    "https://example.com,        http://example.com,       false",
    "https://example.com:443,    https://example.com,      true",
    "https://example.com:8443,   https://example.com,      false",
    "//example.com,              http://example.com:99,    true",
    "example.com,                http://example.com,       true",
    "//*.example.com,            https://a.b.example.com,  true",
    "//*.example.com,            https://example.com,      true",
    "//*.example.com,            https://badexample.com,   false",
    "//*.example.com,            https://example.com.evil, false",
    "//example.com,              null,                     false",
    "null,                       null,                     true",
    "null,                       http://localhost,         false"
  })
  void withAListAnEntryMustMatch(String entry, String origin, boolean allowed) {
    OriginRule rule = new OriginRule(List.of("https://other.example", entry));

    assertThat(rule.allows(Optional.of(origin), Optional.of("localhost"))).isEqualTo(allowed);
  }

  @Test
  void noOriginPasses() {
    assertThat(new OriginRule(List.of()).allows(Optional.empty(), Optional.empty())).isTrue();
  }

  @Test
  void anEntryWithoutAHostIsNoEntry() {
    assertThatThrownBy(() -> new OriginRule(List.of("https://")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
