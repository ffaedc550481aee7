package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Headers against a map; some of the names have the same hash. */
final class HeadersProperties {

  private static final List<String> NAMES =
      List.of("Aa", "BB", "agent.Aa", "agent.BB", "agent.type", "to-node", "fence", "AaAa", "BBBB");

  private record Change(int kind, String name, String text) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(NAMES),
            Arbitraries.strings().alpha().ofMaxLength(3))
        .as(Change::new)
        .list()
        .ofMaxSize(30);
  }

  @Property
  void theySayWhatAMapWould(@ForAll("changes") List<Change> changes) {
    Headers headers = Headers.NONE;
    Map<String, String> model = new LinkedHashMap<>();
    for (Change change : changes) {
      headers = changed(headers, model, change);
      for (String name : NAMES) {
        assertThat(headers.getOrDefault(name, "none")).isEqualTo(model.getOrDefault(name, "none"));
      }
      assertThat(headers.asMap()).isEqualTo(model);
    }
  }

  private static Headers changed(Headers headers, Map<String, String> model, Change change) {
    switch (change.kind()) {
      case 0 -> {
        model.remove(change.name());
        return headers.without(change.name());
      }
      case 1 -> {
        model.keySet().removeIf(name -> name.startsWith("agent."));
        model.put("agent.type", change.text());
        return headers.replacing("agent.", Headers.of("agent.type", change.text()));
      }
      case 2 -> {
        model.keySet().retainAll(List.of(change.name()));
        return headers.only(change.name());
      }
      default -> {
        model.put(change.name(), change.text());
        return headers.with(change.name(), change.text());
      }
    }
  }
}
