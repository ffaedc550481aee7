package dev.pubsub.core.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a contract says of a thing. */
final class Verdict implements TestExecutionListener {

  private final Set<String> succeeded = new TreeSet<>();
  private final Map<String, Throwable> failed = new TreeMap<>();

  private Verdict() {}

  /** Runs all tests of a class. */
  static Verdict of(Class<?> tests) {
    return of(selectClass(tests));
  }

  /** Runs one test of a class. */
  static Verdict of(Class<?> tests, String test) {
    return of(selectMethod(tests, test));
  }

  /** Runs one test of a nested class. */
  static Verdict of(Class<?> tests, String nested, String test) {
    return of(selectNestedMethod(List.of(tests.getName()), nested, test));
  }

  private static Verdict of(DiscoverySelector selector) {
    Verdict verdict = new Verdict();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
    LauncherFactory.create().execute(request, verdict);
    return verdict;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      String name = test.getDisplayName().replace("()", "");
      result.getThrowable().ifPresentOrElse(e -> failed.put(name, e), () -> succeeded.add(name));
    }
  }

  void isAllGood() {
    assertThat(failed).isEmpty();
    assertThat(succeeded).isNotEmpty();
  }

  void names(String... tests) {
    assertThat(failed).containsKeys(tests);
  }
}
