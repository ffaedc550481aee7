package dev.pubsub.verification.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

/** All rules by the names of their constants. */
final class Rules {

  private Rules() {}

  /** What holds for the code that users get. */
  static Map<String, ArchRule> shipped() {
    return constants(
        ModuleRules.class,
        LayerRules.class,
        LibraryRules.class,
        SystemRules.class,
        ShapeRules.class);
  }

  /** What holds for tests. */
  static Map<String, ArchRule> tests() {
    return constants(TestRules.class);
  }

  private static Map<String, ArchRule> constants(Class<?>... homes) {
    Map<String, ArchRule> rules = new TreeMap<>();
    for (Class<?> home : homes) {
      for (Field field : home.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ArchRule.class) {
          rules.put(field.getName(), value(field));
        }
      }
    }
    return rules;
  }

  private static ArchRule value(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " is not public", e);
    }
  }
}
