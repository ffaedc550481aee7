package dev.pubsub.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.pubsub.verification.rules.House.API;
import static dev.pubsub.verification.rules.House.CORE;
import static dev.pubsub.verification.rules.House.OURS;
import static dev.pubsub.verification.rules.House.inModule;
import static dev.pubsub.verification.rules.House.inside;
import static dev.pubsub.verification.rules.House.named;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** Which module may use which. */
public final class ModuleRules {

  private static final Set<String> ANY =
      Set.of(
          API,
          CORE,
          "agents",
          "cluster",
          "guice",
          "json",
          "monitoring",
          "resilience",
          "testkit",
          "ws",
          "server");

  private static final Map<String, Set<String>> LAW =
      Map.ofEntries(
          entry(API, Set.of()),
          entry(CORE, Set.of(API)),
          entry("agents", Set.of(API)),
          entry("cluster", Set.of(API)),
          entry("guice", Set.of(API, CORE)),
          entry("json", Set.of(API)),
          entry("monitoring", Set.of(API)),
          entry("resilience", Set.of(API)),
          entry("testkit", Set.of(API)),
          entry("ws", Set.of(API)),
          entry("server", ANY),
          entry("examples", ANY));

  private static final DescribedPredicate<JavaClass> ANNOTATIONS =
      DescribedPredicate.describe("are annotations", JavaClass::isAnnotation);

  /** Whoever writes a plugin needs one jar and a JDK. */
  public static final ArchRule THE_API_NEEDS_ONLY_THE_JDK =
      classes()
          .that(inModule(API))
          .should()
          .onlyDependOnClassesThat(
              inModule(API)
                  .or(resideInAnyPackage("java..", "org.jspecify.annotations"))
                  .or(ANNOTATIONS));

  /** A plugin module sees the API and Guice's door to it: nothing of core, no other plugin. */
  public static final ArchRule MODULES_USE_ONLY_WHAT_STANDS_BELOW_THEM =
      classes().that(OURS).should(new Arrows(OURS, House::moduleOf, LAW));

  /** Plugins are written against {@code GuicePlugin}; only applications open an assembly. */
  public static final ArchRule GUICE_KNOWS_CORE_IN_ONE_CLASS =
      noClasses()
          .that(inModule("guice").and(not(named("PubSubModule"))))
          .should()
          .dependOnClassesThat(inModule(CORE));

  /** Core is entered by its uppermost package. */
  public static final ArchRule THE_ROOMS_OF_CORE_ARE_PRIVATE =
      noClasses()
          .that(OURS.and(not(inModule(CORE))))
          .should()
          .dependOnClassesThat(inside("dev.pubsub.core.*.."));

  private ModuleRules() {}
}
