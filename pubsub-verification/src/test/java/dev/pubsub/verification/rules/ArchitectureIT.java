package dev.pubsub.verification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The rules, over what was built. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureIT {

  private static final int TEST_CLASSES_AT_LEAST = 40;

  // Read once, which takes seconds.
  private final JavaClasses shipped = Built.shipped();
  private final JavaClasses tests = Built.tests();

  @TestFactory
  Stream<DynamicTest> everyModuleIsReadFromItsJarAndIsNotEmpty() {
    return Built.MODULES.entrySet().stream()
        .map(module -> DynamicTest.dynamicTest(module.getKey(), () -> isWhole(module)));
  }

  private void isWhole(Map.Entry<String, Integer> module) {
    URI jar = Built.locationOf(module.getKey());
    assertThat(jar).asString().startsWith("jar:").endsWith(".jar!/");
    assertThat(count(shipped, jar)).isGreaterThanOrEqualTo(module.getValue());
  }

  private static int count(JavaClasses classes, URI place) {
    return classes.that(isFrom(place)).size();
  }

  private static DescribedPredicate<JavaClass> isFrom(URI place) {
    return DescribedPredicate.describe(
        "is from " + place,
        type ->
            type.getSource()
                .filter(source -> source.getUri().toString().startsWith(place.toString()))
                .isPresent());
  }

  @TestFactory
  Stream<DynamicTest> theCodeThatUsersGetKeepsTheRules() {
    return checks(Rules.shipped(), shipped);
  }

  @TestFactory
  Stream<DynamicTest> theTestsKeepTheRules() {
    return checks(Rules.tests(), tests);
  }

  @Test
  void theTestsOfAllModulesAreRead() {
    assertThat(Built.testFolders()).hasSizeGreaterThan(1).allSatisfy(this::hasClasses);
    assertThat(tests).hasSizeGreaterThanOrEqualTo(TEST_CLASSES_AT_LEAST);
  }

  private void hasClasses(Path folder) {
    assertThat(count(tests, folder.toUri())).as(folder.toString()).isPositive();
  }

  private static Stream<DynamicTest> checks(Map<String, ArchRule> rules, JavaClasses classes) {
    return rules.entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }
}
