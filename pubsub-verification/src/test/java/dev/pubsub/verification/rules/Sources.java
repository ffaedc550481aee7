package dev.pubsub.verification.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Map;
import java.util.Set;

/** The members of the JDK that bring real time, real chance or a thread into the code. */
final class Sources {

  private static final String NEW = "<init>";

  /** Whatever the parameters are. */
  private static final Map<String, Set<String>> ALWAYS =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.security.SecureRandom", Set.of(NEW, "getInstanceStrong")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.random.RandomGenerator", Set.of("getDefault")),
          Map.entry(
              "java.lang.Thread", Set.of(NEW, "ofPlatform", "ofVirtual", "startVirtualThread")),
          Map.entry("java.util.Timer", Set.of(NEW)),
          Map.entry("java.util.concurrent.ThreadPoolExecutor", Set.of(NEW)),
          Map.entry("java.util.concurrent.ScheduledThreadPoolExecutor", Set.of(NEW)),
          Map.entry("java.util.concurrent.ForkJoinPool", Set.of(NEW, "commonPool")),
          Map.entry(
              "java.util.concurrent.CompletableFuture",
              Set.of("delayedExecutor", "orTimeout", "completeOnTimeout")));

  /** Only without parameters: a clock or a seed makes them harmless. */
  private static final Map<String, Set<String>> WITHOUT_PARAMETERS =
      Map.of("java.util.Random", Set.of(NEW), "java.util.SplittableRandom", Set.of(NEW));

  static final DescribedPredicate<JavaAccess<?>> OF_TIME_CHANCE_AND_THREADS =
      DescribedPredicate.describe("brings real time, chance or a thread", Sources::isOne);

  private Sources() {}

  private static boolean isOne(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return owner.equals("java.util.concurrent.Executors")
        || ALWAYS.getOrDefault(owner, Set.of()).contains(name)
        || (WITHOUT_PARAMETERS.getOrDefault(owner, Set.of()).contains(name) && !takes(access, ""))
        || (owner.startsWith("java.time.")
            && name.equals("now")
            && !takes(access, "java.time.Clock"));
  }

  /** Whether a called method has a parameter whose type begins so. */
  private static boolean takes(JavaAccess<?> access, String type) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream().anyMatch(each -> each.getName().startsWith(type));
  }
}
