package dev.pubsub.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.pubsub.verification.rules.House.API;
import static dev.pubsub.verification.rules.House.OURS;
import static dev.pubsub.verification.rules.House.inModule;
import static dev.pubsub.verification.rules.House.inside;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.Serializable;
import java.util.Set;

/** What is taken from the JDK, and where. */
public final class SystemRules {

  /** The client commands run in a JVM of their own, on real time and with real interrupts. */
  private static final DescribedPredicate<JavaClass> CLIENT = inside("dev.pubsub.server.client..");

  /** Put real threads on what they test, or are there before any environment is. */
  private static final DescribedPredicate<JavaClass> STRESS =
      describe(
          "are BusStress, Crowd, HeadStart or RehearseCommand",
          type ->
              Set.of(
                      "dev.pubsub.testkit.BusStress",
                      "dev.pubsub.testkit.Crowd",
                      "dev.pubsub.server.HeadStart",
                      "dev.pubsub.server.RehearseCommand")
                  .contains(type.getName()));

  private static final DescribedPredicate<JavaAccess<?>> STREAM =
      describe(
          "writes to or reads from a standard stream",
          access ->
              (access.getTargetOwner().isEquivalentTo(System.class)
                      && Set.of("in", "out", "err").contains(access.getName()))
                  || (access.getTargetOwner().isAssignableTo(Throwable.class)
                      && access.getTarget().getFullName().endsWith(".printStackTrace()")));

  /** All time, chance and threads come from the assembly, so it can run on time moved by hand. */
  public static final ArchRule TIME_CHANCE_AND_THREADS_COME_FROM_THE_ENVIRONMENT =
      noClasses()
          .that(OURS.and(not(inside("..system..").or(CLIENT).or(STRESS).or(inModule("examples")))))
          .should()
          .accessTargetWhere(Sources.OF_TIME_CHANCE_AND_THREADS);

  /** A library is quiet; only the command line speaks to a terminal, and examples to a reader. */
  public static final ArchRule STANDARD_STREAMS_BELONG_TO_THE_COMMAND_LINE =
      noClasses()
          .that(OURS.and(not(inModule("server", "examples"))))
          .should()
          .accessTargetWhere(STREAM);

  /** Interfaces have nothing to say. */
  public static final ArchRule THE_API_DOES_NOT_LOG =
      noClasses()
          .that(inModule(API))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.slf4j..", "java.util.logging..")
                  .or(describe("log", type -> type.getName().startsWith("java.lang.System$Log"))));

  /** What is read from a stream would be built without its constructor. */
  public static final ArchRule NOTHING_IS_SERIALIZED_BY_JAVA =
      noClasses()
          .that(OURS)
          .should()
          .dependOnClassesThat(
              describe(
                  "belong to Java serialization",
                  type ->
                      type.getName().startsWith("java.io.Object")
                          || type.isEquivalentTo(Serializable.class)
                          || type.isEquivalentTo(Externalizable.class)));

  /** Two assemblies in one JVM share nothing. */
  public static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields()
          .that(modifier(JavaModifier.STATIC).and(not(modifier(JavaModifier.SYNTHETIC))))
          .should()
          .beFinal();

  private SystemRules() {}
}
