package dev.pubsub.agents.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.agents.registry.RegistryResult.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The registry against a map that is searched from end to end. */
final class RegistryModelProperties {

  private static final List<String> WORDS = List.of("x", "y", "z");

  enum What {
    REGISTER,
    UPDATE,
    UNREGISTER
  }

  record Step(What what, int agent, Profile profile, int owner) {

    String id() {
      return "a" + agent;
    }

    String ownerId() {
      return owner >= agent ? "" : "a" + owner;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Set<String>> some = Arbitraries.of(WORDS).set().ofMaxSize(3);
    Arbitrary<Profile> profiles =
        Combinators.combine(Arbitraries.of(WORDS), some, some)
            .as((type, capabilities, groups) -> new Profile(type, capabilities, groups, Map.of()));
    return Combinators.combine(
            Arbitraries.of(What.REGISTER, What.REGISTER, What.UPDATE, What.UNREGISTER),
            Arbitraries.integers().between(0, 11),
            profiles,
            Arbitraries.integers().between(0, 20))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void eachIndexAgreesWithAPlainMap(@ForAll("steps") List<Step> steps) {
    AgentRegistry registry = Alone.registry();
    Map<String, AgentInfo> model = new TreeMap<>();
    for (Step step : steps) {
      RegistryResult result =
          switch (step.what()) {
            case REGISTER ->
                registry
                    .registerAll(List.of(Alone.agent(step.id(), step.profile(), step.ownerId())))
                    .get(0);
            case UPDATE ->
                registry
                    .updateAll(List.of(step.id()), agent -> agent.withProfile(step.profile()))
                    .get(0);
            case UNREGISTER -> registry.unregisterAll(List.of(step.id())).get(0);
          };
      assertThat(result.equals(new Done(step.id(), true))).isEqualTo(applied(model, step));
    }

    assertThat(registry.all()).containsExactlyInAnyOrderElementsOf(model.values());
    for (String word : WORDS) {
      expect(registry.ofType(word), model, agent -> agent.type().equals(word));
      expect(registry.withCapability(word), model, can(word));
      expect(registry.inGroup(word), model, agent -> agent.profile().groups().contains(word));
      expect(
          registry.matching(AgentPattern.ALL.with("type", "x").with("capability", word)),
          model,
          can(word).and(agent -> agent.type().equals("x")));
      expect(
          registry.matching(AgentPattern.ALL.with("capability", "*").with("id", "a1*")),
          model,
          agent -> !agent.profile().capabilities().isEmpty() && agent.id().startsWith("a1"));
    }
  }

  private static Predicate<AgentInfo> can(String capability) {
    return agent -> agent.profile().capabilities().contains(capability);
  }

  private static boolean applied(Map<String, AgentInfo> model, Step step) {
    return switch (step.what()) {
      case REGISTER ->
          (step.ownerId().isEmpty() || model.containsKey(step.ownerId()))
              && model.putIfAbsent(
                      step.id(), Alone.agent(step.id(), step.profile(), step.ownerId()))
                  == null;
      case UPDATE ->
          model.computeIfPresent(step.id(), (id, was) -> was.withProfile(step.profile())) != null;
      case UNREGISTER -> removed(model, step.id());
    };
  }

  private static boolean removed(Map<String, AgentInfo> model, String id) {
    boolean was = model.remove(id) != null;
    List<String> owned = new ArrayList<>();
    model.values().stream().filter(each -> each.owner().equals(id)).forEach(e -> owned.add(e.id()));
    owned.forEach(each -> removed(model, each));
    return was;
  }

  private static void expect(
      Stream<AgentInfo> found, Map<String, AgentInfo> model, Predicate<AgentInfo> wanted) {
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(model.values().stream().filter(wanted).toList());
  }
}
