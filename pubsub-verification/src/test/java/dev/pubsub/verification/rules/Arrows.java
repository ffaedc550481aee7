package dev.pubsub.verification.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Dependencies only from a place to the places that it may use. A place without a law is wrong. */
final class Arrows extends ArchCondition<JavaClass> {

  private final DescribedPredicate<JavaClass> scope;
  private final Function<JavaClass, String> place;
  private final Map<String, Set<String>> law;

  /**
   * A law.
   *
   * @param scope the classes that stand in a place
   * @param place the place of a class within the scope
   * @param law the places that may be used from each place, beside itself
   */
  Arrows(
      DescribedPredicate<JavaClass> scope,
      Function<JavaClass, String> place,
      Map<String, Set<String>> law) {
    super("use only what the law allows to their place");
    this.scope = scope;
    this.place = place;
    this.law = law;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String own = place.apply(type);
    Set<String> allowed = law.get(own);
    if (allowed == null) {
      events.add(
          SimpleConditionEvent.violated(type, type.getName() + " stands in " + own + ": no law"));
      return;
    }
    type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> scope.test(dependency.getTargetClass()))
        .filter(dependency -> !reaches(own, allowed, dependency))
        .forEach(
            dependency ->
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
  }

  private boolean reaches(String own, Set<String> allowed, Dependency dependency) {
    String target = place.apply(dependency.getTargetClass().getBaseComponentType());
    return target.equals(own) || allowed.contains(target);
  }
}
