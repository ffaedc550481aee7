package dev.pubsub.verification.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import java.util.Set;

/**
 * Where a class stands. A sample of {@code dev.pubsub.verification.broken} stands where it pretends
 * to: its package counts as the one of the same name below {@code dev.pubsub}.
 */
final class House {

  static final String BROKEN = "dev.pubsub.verification.broken";
  static final String API = "api";
  static final String CORE = "core";

  private static final String ROOT = "dev.pubsub";
  private static final Set<String> API_ROOMS =
      Set.of("config", "error", "flow", "signal", "spi", "topic");

  /** Everything that is ours. */
  static final DescribedPredicate<JavaClass> OURS = inside(ROOT + "..");

  private House() {}

  /** The package of a class as the rules see it. */
  static String packageOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return isBelow(name, BROKEN) ? ROOT + name.substring(BROKEN.length()) : name;
  }

  /** The module of a class of ours, by its short name: {@code api}, {@code core}, {@code ws}. */
  static String moduleOf(JavaClass type) {
    String room = below(packageOf(type), ROOT);
    return room.isEmpty() || API_ROOMS.contains(room) ? API : room;
  }

  /** The root package of the module that a class of ours belongs to. */
  static String rootOf(JavaClass type) {
    String module = moduleOf(type);
    return module.equals(API) ? ROOT : ROOT + "." + module;
  }

  /** The package of core that a class of core belongs to; {@code core} for the uppermost. */
  static String roomOf(JavaClass type) {
    String room = below(packageOf(type), ROOT + "." + CORE);
    return room.isEmpty() ? CORE : room;
  }

  /** Classes that stand in one of some packages, in ArchUnit's notation. */
  static DescribedPredicate<JavaClass> inside(String... packages) {
    DescribedPredicate<String> matches = PackageMatchers.of(packages);
    return DescribedPredicate.describe(
        "stand in " + String.join(" or ", packages), type -> matches.test(packageOf(type)));
  }

  /** Classes of one of some modules. */
  static DescribedPredicate<JavaClass> inModule(String... modules) {
    Set<String> names = Set.of(modules);
    return DescribedPredicate.describe(
        "belong to " + String.join(" or ", modules),
        type -> OURS.test(type) && names.contains(moduleOf(type)));
  }

  /** Classes, and what is nested in them, whose outermost name ends in a word. */
  static DescribedPredicate<JavaClass> named(String ending) {
    return DescribedPredicate.describe(
        "are called *" + ending, type -> outermost(type).getSimpleName().endsWith(ending));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(House::outermost).orElse(type);
  }

  private static boolean isBelow(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  /** The first level of a package name after a root; empty for the root itself. */
  private static String below(String name, String root) {
    return name.equals(root) ? "" : name.substring(root.length() + 1).split("\\.", 2)[0];
  }
}
