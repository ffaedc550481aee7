package dev.pubsub.verification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A rule that nothing can break proves nothing: each one is broken here by a class of its own. */
class BrokenSamplesTest {

  /** By the name of the rule, the classes that break it. */
  private static final Map<String, List<String>> SAMPLES =
      Map.ofEntries(
          Map.entry("THE_API_NEEDS_ONLY_THE_JDK", List.of("topic.NeedsALibrary")),
          Map.entry(
              "MODULES_USE_ONLY_WHAT_STANDS_BELOW_THEM",
              List.of("ws.OpensTheBusItself", "json.UsesAnotherPlugin", "newcomer.HasNoLaw")),
          Map.entry("GUICE_KNOWS_CORE_IN_ONE_CLASS", List.of("guice.OpensTheBusForPlugins")),
          Map.entry("THE_ROOMS_OF_CORE_ARE_PRIVATE", List.of("server.LooksIntoCore")),
          Map.entry(
              "CORE_KEEPS_ITS_PACKAGE_LAW",
              List.of(
                  "core.deliver.KnowsTheLane",
                  "core.publish.KnowsItsNeighbour",
                  "core.system.StandsOnAnUpperRoom",
                  "core.attic.HasNoLaw")),
          Map.entry("MATCHING_STANDS_ALONE", List.of("core.route.WritesALog")),
          Map.entry("AGREEMENT_STANDS_ALONE", List.of("cluster.coordination.raft.LooksAtTheClock")),
          Map.entry("PACKAGES_HAVE_NO_CYCLES", List.of("ws.here.NeedsThere")),
          Map.entry("GUICE_STAYS_WHERE_PARTS_ARE_WIRED", List.of("ws.here.AsksForAnInjector")),
          Map.entry(
              "ONLY_CONSTRUCTORS_ARE_INJECTED",
              List.of("ws.here.IsFilledFromBehind", "ws.here.IsToldLater")),
          Map.entry("UNDERTOW_STAYS_IN_ITS_PACKAGE", List.of("ws.here.KnowsTheServer")),
          Map.entry("BUCKET4J_STAYS_IN_ITS_PACKAGE", List.of("ws.here.CountsTokens")),
          Map.entry("RESILIENCE4J_STAYS_IN_ITS_PACKAGE", List.of("ws.here.BreaksCircuits")),
          Map.entry("MICROMETER_STAYS_IN_ITS_MODULE", List.of("ws.here.Measures")),
          Map.entry("FLIGHT_RECORDER_STAYS_IN_ITS_PACKAGE", List.of("ws.here.RecordsItsFlight")),
          Map.entry("JGROUPS_STAYS_IN_ITS_PACKAGE", List.of("ws.here.JoinsAGroup")),
          Map.entry("API_AND_CORE_KNOW_NO_JACKSON", List.of("core.letter.SpeaksJson")),
          Map.entry(
              "TIME_CHANCE_AND_THREADS_COME_FROM_THE_ENVIRONMENT",
              List.of(
                  "ws.here.ReadsTheClock",
                  "ws.here.AsksForTheTime",
                  "ws.here.RollsDice",
                  "ws.here.StartsThreads",
                  "ws.here.IsAThread")),
          Map.entry(
              "STANDARD_STREAMS_BELONG_TO_THE_COMMAND_LINE",
              List.of("core.letter.Prints", "core.letter.PrintsItsTrouble")),
          Map.entry("THE_API_DOES_NOT_LOG", List.of("topic.WritesALog")),
          Map.entry(
              "NOTHING_IS_SERIALIZED_BY_JAVA",
              List.of("core.letter.CanBeSerialized", "core.letter.ReadsObjects")),
          Map.entry("STATIC_FIELDS_ARE_FINAL", List.of("core.letter.SharesItsState")),
          Map.entry(
              "NAMES_SAY_SOMETHING",
              List.of(
                  "core.letter.LetterImpl",
                  "core.letter.LetterUtils",
                  "core.letter.LetterHelper",
                  "core.letter.LetterManager")),
          Map.entry("PLUGINS_ARE_FINAL", List.of("ws.OpenPlugin", "ws.HiddenPlugin")),
          Map.entry("PLUGINS_ARE_MADE_WITHOUT_PARAMETERS", List.of("ws.HiddenPlugin")),
          Map.entry("PLUGINS_STAND_IN_THE_ROOT_PACKAGE", List.of("ws.here.InnerPlugin")),
          Map.entry("PLUGINS_ARE_LISTED", List.of("ws.OpenPlugin")),
          Map.entry("PACKAGES_ARE_NULL_MARKED", List.of("core.letter.Prints")),
          Map.entry("TESTS_DO_NOT_SLEEP", List.of("ws.SleepsTest")),
          Map.entry(
              "MOCKS_STAND_FOR_FOREIGN_TYPES",
              List.of("ws.MocksTheBusTest", "ws.SpiesTest", "ws.AnnotatesAMockTest")));

  private final JavaClasses broken = new ClassFileImporter().importPackages(House.BROKEN);

  @Test
  void everyRuleHasASample() {
    assertThat(SAMPLES.keySet()).isEqualTo(rules().keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyRuleReportsItsSamples() {
    return rules().entrySet().stream()
        .flatMap(
            rule ->
                SAMPLES.getOrDefault(rule.getKey(), List.of()).stream()
                    .map(
                        sample ->
                            DynamicTest.dynamicTest(
                                rule.getKey() + " reports " + sample,
                                () -> isReported(rule.getValue(), sample))));
  }

  private void isReported(ArchRule rule, String sample) {
    String name = House.BROKEN + "." + sample;
    assertThat(broken.contain(name)).as("%s exists", name).isTrue();
    EvaluationResult result = rule.evaluate(broken);
    assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(name));
  }

  private static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new HashMap<>(Rules.shipped());
    rules.putAll(Rules.tests());
    return rules;
  }
}
