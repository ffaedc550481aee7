package dev.pubsub.core.assembly;

import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The plugins of an assembly, found and given, and the class loaders of those from a folder. */
public final class Plugins implements AutoCloseable {

  private final List<Plugin> sorted;
  private final PluginFolder folder;

  private Plugins(List<Plugin> sorted, PluginFolder folder) {
    this.sorted = sorted;
    this.folder = folder;
  }

  /**
   * Finds plugins and checks that they fit.
   *
   * @param given those that were made by hand, which stand first
   * @param discover whether those on the class path or module path come next, unless one of the
   *     same class was given
   * @param jars the folder of those that come last
   * @throws PubSubException with BAD_PLUGIN or PLUGIN_VERSION, and a line for each problem
   */
  public static Plugins gather(List<Plugin> given, boolean discover, Optional<String> jars) {
    Problems problems = new Problems();
    PluginFolder folder = new PluginFolder();
    try {
      List<Plugin> all = new ArrayList<>(given);
      ClassLoader host = host();
      if (discover) {
        Set<Class<?>> known = given.stream().map(Plugin::getClass).collect(Collectors.toSet());
        all.addAll(new Providers(host, problems).make(type -> !known.contains(type)));
      }
      jars.ifPresent(path -> all.addAll(folder.load(path, host, problems)));
      List<Plugin> sorted = Fit.sort(all, problems);
      problems.throwIfAny();
      return new Plugins(sorted, folder);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  /** The class loader of the program, which in a container is not the one of this class. */
  private static ClassLoader host() {
    // No method reference: for one that looks at its caller the JVM would make a class at each
    // start.
    return Optional.ofNullable(Thread.currentThread().getContextClassLoader())
        .orElseGet(() -> ClassLoader.getSystemClassLoader());
  }

  /** In the order in which they can be installed and started. */
  public List<Plugin> list() {
    return sorted;
  }

  /** Lets go of the jars; their plugins must have been stopped. */
  @Override
  public void close() {
    folder.close();
  }
}
