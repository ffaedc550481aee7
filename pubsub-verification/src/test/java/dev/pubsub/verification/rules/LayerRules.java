package dev.pubsub.verification.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.pubsub.verification.rules.House.CORE;
import static dev.pubsub.verification.rules.House.OURS;
import static dev.pubsub.verification.rules.House.inModule;
import static dev.pubsub.verification.rules.House.inside;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which package may use which. */
public final class LayerRules {

  private static final String STATE = "dev.pubsub.cluster.coordination.state..";

  /** What every room of core may use. */
  private static final Set<String> FLOOR =
      Set.of(
          "catalog",
          "config",
          "deadletter",
          "fence",
          "guard",
          "letter",
          "pressure",
          "route",
          "store",
          "system",
          "trace");

  /** The rooms above the floor, from below: each may use all that stand before it in its line. */
  private static final List<List<String>> LINES =
      List.of(
          List.of("deliver", "mailbox", "lane", "publish", "session", "assembly", CORE),
          List.of("deliver", "mailbox", "lane", "subscribe", "session", "assembly", CORE),
          List.of("feed", "session", "assembly", CORE),
          List.of("deliver", "durable", "session", "assembly", CORE),
          List.of("deliver", "publish", "schedule", "session", "assembly", CORE),
          List.of("forward", "session", "assembly", CORE),
          List.of("filter", "subscribe", "session", "assembly", CORE),
          List.of("deliver", "mailbox", "lane", "publish", "request", "session", "assembly", CORE));

  /** {@code core -> assembly -> session -> publish, subscribe -> lane -> ... -> floor}. */
  public static final ArchRule CORE_KEEPS_ITS_PACKAGE_LAW =
      classes().that(inModule(CORE)).should(new Arrows(inModule(CORE), House::roomOf, rooms()));

  /** Matching is read, tested and measured alone. */
  public static final ArchRule MATCHING_STANDS_ALONE =
      classes()
          .that(inside("dev.pubsub.core.route.."))
          .should()
          .onlyDependOnClassesThat(
              inside("dev.pubsub.core.route..", "dev.pubsub.topic..")
                  .or(resideInAnyPackage("java..", "org.jspecify.annotations")));

  /**
   * What voters do depends on nothing but what they are told, so it can be simulated as a whole.
   */
  public static final ArchRule AGREEMENT_STANDS_ALONE =
      classes()
          .that(inside("dev.pubsub.cluster.coordination.raft..").or(inside(STATE)))
          .should()
          .onlyDependOnClassesThat(
              inside("dev.pubsub.cluster.coordination.raft..", STATE)
                  .or(resideInAnyPackage("java..", "org.jspecify.annotations")));

  /** What belongs together stands together. */
  public static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().assignedFrom(new Packages()).should().beFreeOfCycles();

  private LayerRules() {}

  private static Map<String, Set<String>> rooms() {
    Map<String, Set<String>> law = new HashMap<>();
    FLOOR.forEach(room -> law.put(room, FLOOR));
    for (List<String> line : LINES) {
      Set<String> below = new HashSet<>(FLOOR);
      for (String room : line) {
        law.computeIfAbsent(room, key -> new HashSet<>()).addAll(below);
        below.add(room);
      }
    }
    return law;
  }

  private static final class Packages implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return OURS.test(type) ? SliceIdentifier.of(House.packageOf(type)) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
