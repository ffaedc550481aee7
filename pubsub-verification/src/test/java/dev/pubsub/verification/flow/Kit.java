package dev.pubsub.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * The tests of a verification class of the kit, which is written for TestNG, as tests of JUnit. Of
 * each a new instance runs alone; what it cannot ask must be among those that are known.
 */
final class Kit {

  private final Supplier<?> verification;
  private final Set<String> notAsked;

  /**
   * Knows how to make a verification.
   *
   * @param verification makes one that is set up
   * @param notAsked the names of those of its tests that do not apply
   */
  Kit(Supplier<?> verification, Set<String> notAsked) {
    this.verification = verification;
    this.notAsked = notAsked;
  }

  /** All that the kit asks: not those that it marks as beyond what a test can do. */
  Stream<DynamicTest> tests() {
    return Stream.of(verification.get().getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .filter(method -> !method.getName().startsWith("untested_"))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> ask(method)));
  }

  private void ask(Method method) throws Throwable {
    boolean asked = true;
    try {
      method.invoke(verification.get());
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof SkipException)) {
        throw e.getCause();
      }
      asked = false;
    }
    assertThat(asked)
        .as("%s is asked, not skipped", method.getName())
        .isEqualTo(!notAsked.contains(method.getName()));
  }
}
