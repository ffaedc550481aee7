package dev.pubsub.agents.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.AbstractBooleanAssert;

/** The authorizer against a model in which each word has a list of those whom it means. */
final class AccessModelProperties {

  private static final List<String> NAMES = List.of("a1", "a2", "b1", "anna", "nobody");

  private static final Map<String, List<String>> MEANT =
      Map.of(
          "*", NAMES,
          "a*", List.of("a1", "a2", "anna"),
          "anna", List.of("anna"),
          "type:a", List.of("a1", "a2"),
          "type:*", List.of("a1", "a2", "b1"),
          "group:x", List.of("a1", "b1"),
          "type:a.group:x", List.of("a1"),
          "capability:ping", List.of("a2"),
          "id:b*", List.of("b1"));

  record Line(boolean allows, List<String> acts, String from, String to) {

    String text(int number) {
      return "r%d: %s %s from=%s to=%s"
          .formatted(number, allows ? "allow" : "refuse", String.join("+", acts), from, to);
    }

    boolean matches(String act, String who, String whom) {
      return acts.contains(act) && MEANT.get(from).contains(who) && MEANT.get(to).contains(whom);
    }
  }

  @Provide
  Arbitrary<List<Line>> lines() {
    Arbitrary<String> parties = Arbitraries.of(MEANT.keySet());
    Arbitrary<List<String>> acts =
        Arbitraries.of("signal", "ask", "stop").list().uniqueElements().ofMinSize(1).ofMaxSize(3);
    return Combinators.combine(Arbitraries.of(true, false), acts, parties, parties)
        .as(Line::new)
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 300)
  void theFirstThatMatchesDecides(
      @ForAll("lines") List<Line> lines, @ForAll boolean allowsOtherwise) {
    Office office = new Office();
    office.hire("a1", "a", "log", "x");
    office.hire("a2", "a", "ping", "y");
    office.hire("b1", "b", "log", "x");
    AgentAuthorizer authorizer =
        office.authorizer(
            IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).text(i))
                .collect(Collectors.joining(",")),
            allowsOtherwise ? Verdict.ALLOW : Verdict.REFUSE);

    for (String who : NAMES) {
      for (String whom : NAMES) {
        expect(authorizer, Operation.PUBLISH, "agent.direct.", "signal", who, whom)
            .isEqualTo(model(lines, allowsOtherwise, "signal", who, whom));
        expect(authorizer, Operation.ACT, "agent.ask:", "ask", who, whom)
            .isEqualTo(model(lines, allowsOtherwise, "ask", who, whom));
        expect(authorizer, Operation.ACT, "agent.stop:", "stop", who, whom)
            .isEqualTo(model(lines, allowsOtherwise, "stop", who, whom));
      }
    }
  }

  private static AbstractBooleanAssert<?> expect(
      AgentAuthorizer authorizer,
      Operation operation,
      String prefix,
      String act,
      String who,
      String whom) {
    return assertThat(authorizer.forbids(operation, "default", who, prefix + whom).isEmpty())
        .as("%s may %s %s", who, act, whom);
  }

  private static boolean model(
      List<Line> lines, boolean otherwise, String act, String who, String whom) {
    return lines.stream()
        .filter(line -> line.matches(act, who, whom))
        .findFirst()
        .map(Line::allows)
        .orElse(otherwise);
  }
}
