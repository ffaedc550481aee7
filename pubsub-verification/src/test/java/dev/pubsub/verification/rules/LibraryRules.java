package dev.pubsub.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.pubsub.verification.rules.House.API;
import static dev.pubsub.verification.rules.House.CORE;
import static dev.pubsub.verification.rules.House.OURS;
import static dev.pubsub.verification.rules.House.inModule;
import static dev.pubsub.verification.rules.House.inside;
import static dev.pubsub.verification.rules.House.named;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/** Which library is known where, so that it can be replaced there. */
public final class LibraryRules {

  private static final DescribedPredicate<CanBeAnnotated> INJECTED =
      annotatedWith("jakarta.inject.Inject").or(annotatedWith("com.google.inject.Inject"));

  /** Guice wires a plugin or a program; nothing else knows of it. */
  public static final ArchRule GUICE_STAYS_WHERE_PARTS_ARE_WIRED =
      noClasses()
          .that(
              OURS.and(
                  not(inModule("guice", "server").or(inside("..inject..")).or(named("Plugin")))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.google.inject.."));

  /** A part has all it needs when it has been made. */
  public static final ArchRule ONLY_CONSTRUCTORS_ARE_INJECTED =
      CompositeArchRule.of(noFields().should(be(INJECTED)))
          .and(noMethods().should(be(INJECTED)))
          .as("no fields and no methods should be injected");

  /** The protocol does not know which server carries it. */
  public static final ArchRule UNDERTOW_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.ws.undertow.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.undertow..", "org.xnio.."));

  /** Whoever sets no limit loads nothing of what counts them. */
  public static final ArchRule BUCKET4J_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.resilience.limit.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.github.bucket4j.."));

  /** Whoever asks for no meters loads nothing of what has them. */
  public static final ArchRule MICROMETER_STAYS_IN_ITS_MODULE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.monitoring.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.micrometer..", "io.prometheus.."));

  /** A JVM without a recorder has all but what it would be told. */
  public static final ArchRule FLIGHT_RECORDER_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.monitoring.jfr.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("jdk.jfr.."));

  /** Whoever has no breaker loads nothing of what opens them. */
  public static final ArchRule RESILIENCE4J_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.resilience.breaker.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.github.resilience4j.."));

  /**
   * Whoever shares nothing loads nothing of what connects nodes, and another may take its place.
   */
  public static final ArchRule JGROUPS_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that(OURS.and(not(inside("dev.pubsub.cluster.jgroups.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.jgroups.."));

  /** The bus carries objects; what their JSON is, is a matter of its edges. */
  public static final ArchRule API_AND_CORE_KNOW_NO_JACKSON =
      noClasses()
          .that(inModule(API, CORE))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson.."));

  private LibraryRules() {}
}
