package dev.pubsub.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.pubsub.verification.rules.House.OURS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.pubsub.spi.Plugin;
import java.util.regex.Pattern;

/** How classes and packages look. */
public final class ShapeRules {

  private static final Pattern EMPTY_WORDS = Pattern.compile(".*(Impl|Utils?|Helper|Manager)");

  private static final DescribedPredicate<JavaClass> PLUGINS =
      describe(
          "are plugins to be used",
          type ->
              type.getSimpleName().endsWith("Plugin") && !type.getModifiers().contains(ABSTRACT));

  private static final ServiceFiles SERVICES = ServiceFiles.of(Plugin.class);

  /** A name says what a thing does. {@code ResourceManager} is a word of the field. */
  public static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .that(OURS)
          .should(
              be(
                  describe(
                      "called *Impl, *Util, *Helper or *Manager",
                      type ->
                          EMPTY_WORDS.matcher(type.getSimpleName()).matches()
                              && !type.getSimpleName().equals("ResourceManager"))));

  /** A plugin is configured, not extended. */
  public static final ArchRule PLUGINS_ARE_FINAL =
      classes()
          .that(PLUGINS)
          .should()
          .bePublic()
          .andShould(be(describe("final", type -> type.getModifiers().contains(FINAL))));

  /** {@code ServiceLoader} and a reader of the documentation make it the same way. */
  public static final ArchRule PLUGINS_ARE_MADE_WITHOUT_PARAMETERS =
      classes()
          .that(PLUGINS)
          .should(
              have(
                  describe(
                      "a public constructor without parameters",
                      type ->
                          type.tryGetConstructor()
                              .filter(made -> made.getModifiers().contains(PUBLIC))
                              .isPresent())));

  /** The plugin is the door of its module. */
  public static final ArchRule PLUGINS_STAND_IN_THE_ROOT_PACKAGE =
      classes()
          .that(PLUGINS)
          .should(
              be(
                  describe(
                      "in the root package of their module",
                      type -> House.packageOf(type).equals(House.rootOf(type)))));

  /** A jar on the class path is enough. */
  public static final ArchRule PLUGINS_ARE_LISTED =
      classes()
          .that(PLUGINS)
          .should(
              be(describe("listed in META-INF/services", type -> SERVICES.name(type.getName()))));

  /** Null is said in the type, everywhere. */
  public static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that(OURS)
          .should(
              be(
                  describe(
                      "in a package that is @NullMarked",
                      type ->
                          type.getPackage()
                              .isAnnotatedWith("org.jspecify.annotations.NullMarked"))));

  private ShapeRules() {}
}
