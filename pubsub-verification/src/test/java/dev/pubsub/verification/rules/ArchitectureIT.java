package dev.pubsub.verification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules, over what was built. */
class ArchitectureIT {

  private static final int TEST_CLASSES_AT_LEAST = 40;

  @TestFactory
  Stream<DynamicTest> everyModuleIsReadFromItsJarAndIsNotEmpty() {
    return Built.MODULES.entrySet().stream()
        .map(module -> DynamicTest.dynamicTest(module.getKey(), () -> isWhole(module)));
  }

  private static void isWhole(Map.Entry<String, Integer> module) {
    assertThat(Built.locationOf(module.getKey())).asString().startsWith("jar:").endsWith(".jar!/");
    assertThat(Built.shipped(module.getKey())).hasSizeGreaterThanOrEqualTo(module.getValue());
  }

  @TestFactory
  Stream<DynamicTest> theCodeThatUsersGetKeepsTheRules() {
    return checks(Rules.shipped(), Built.shipped());
  }

  @TestFactory
  Stream<DynamicTest> theTestsKeepTheRules() {
    return checks(Rules.tests(), Built.tests());
  }

  @Test
  void theTestsOfAllModulesAreRead() {
    assertThat(Built.testFolders()).hasSizeGreaterThan(1).allSatisfy(ArchitectureIT::hasClasses);
    assertThat(Built.tests()).hasSizeGreaterThanOrEqualTo(TEST_CLASSES_AT_LEAST);
  }

  private static void hasClasses(Path folder) {
    assertThat(new ClassFileImporter().importPath(folder)).as(folder.toString()).isNotEmpty();
  }

  private static Stream<DynamicTest> checks(Map<String, ArchRule> rules, JavaClasses classes) {
    return rules.entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }
}
