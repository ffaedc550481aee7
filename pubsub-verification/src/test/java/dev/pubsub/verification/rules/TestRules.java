package dev.pubsub.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.pubsub.verification.rules.House.OURS;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;

/** How tests are written. */
public final class TestRules {

  /** A test waits for what it waits for. */
  public static final ArchRule TESTS_DO_NOT_SLEEP =
      noClasses()
          .should()
          .accessTargetWhere(
              describe(
                  "sleeps",
                  access ->
                      access.getName().equals("sleep")
                          && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                              .contains(access.getTargetOwner().getName())));

  /** Our own types are real or have a hand-written fake, which keeps their promises. */
  public static final ArchRule MOCKS_STAND_FOR_FOREIGN_TYPES =
      classes().should(new MockOnlyForeignTypes());

  private TestRules() {}

  /**
   * A class that calls Mockito names none of our types as a class literal, lets Mockito infer none,
   * and annotates no field of such a type.
   */
  private static final class MockOnlyForeignTypes extends ArchCondition<JavaClass> {

    private static final String MOCKITO = "org.mockito.Mockito";

    MockOnlyForeignTypes() {
      super("mock only foreign types");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      type.getFields().stream()
          .filter(MockOnlyForeignTypes::isMock)
          .filter(field -> OURS.test(field.getRawType()))
          .forEach(field -> violated(type, events, field.getDescription() + " is a mock"));
      Set<JavaAccess<?>> mocks = mocks(type);
      if (mocks.isEmpty()) {
        return;
      }
      mocks.stream()
          .filter(mock -> mock.getTarget().getFullName().contains("java.lang.Object"))
          .forEach(mock -> violated(type, events, mock.getDescription() + " without a class"));
      type.getReferencedClassObjects().stream()
          .map(ReferencedClassObject::getRawType)
          .filter(OURS)
          .forEach(ours -> violated(type, events, type.getName() + " mocks " + ours.getName()));
    }

    private static boolean isMock(JavaField field) {
      return field.getAnnotations().stream()
          .anyMatch(each -> each.getRawType().getPackageName().startsWith("org.mockito"));
    }

    private static Set<JavaAccess<?>> mocks(JavaClass type) {
      return type.getAccessesFromSelf().stream()
          .filter(access -> access.getTargetOwner().getName().equals(MOCKITO))
          .filter(access -> Set.of("mock", "spy").contains(access.getName()))
          .collect(Collectors.toSet());
    }

    private static void violated(JavaClass type, ConditionEvents events, String message) {
      events.add(SimpleConditionEvent.violated(type, message));
    }
  }
}
