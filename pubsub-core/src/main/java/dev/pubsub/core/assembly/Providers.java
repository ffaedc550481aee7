package dev.pubsub.core.assembly;

import static java.util.function.Predicate.not;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes the plugins that a class loader offers as services; a broken one hides no other. */
final class Providers {

  private static final String LIST = "META-INF/services/" + Plugin.class.getName();

  /** A class loader that fails for ever is asked no further. */
  private static final int FAILURES_MAX = 100;

  private final ClassLoader loader;
  private final Problems problems;
  private final Set<String> loadable = new HashSet<>();
  private final List<Throwable> failures = new ArrayList<>();

  Providers(ClassLoader loader, Problems problems) {
    this.loader = loader;
    this.problems = problems;
  }

  /** The plugins of those classes that are wanted. */
  List<Plugin> make(Predicate<Class<?>> wanted) {
    List<Plugin> plugins = new ArrayList<>();
    for (ServiceLoader.Provider<Plugin> provider : load()) {
      Class<?> type = provider.type();
      try {
        if (wanted.test(type)) {
          plugins.add(provider.get());
        }
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Error e) {
        Throwable cause = e.getCause();
        cannotMake(type.getName(), Origin.of(type).file(), cause == null ? e : cause);
      }
    }
    if (!failures.isEmpty()) {
      nameTheBroken();
    }
    return plugins;
  }

  private List<ServiceLoader.Provider<Plugin>> load() {
    List<ServiceLoader.Provider<Plugin>> providers = new ArrayList<>();
    Iterator<ServiceLoader.Provider<Plugin>> found =
        ServiceLoader.load(Plugin.class, loader).stream().iterator();
    while (failures.size() < FAILURES_MAX) {
      try {
        if (!found.hasNext()) {
          break;
        }
        ServiceLoader.Provider<Plugin> provider = found.next();
        loadable.add(provider.type().getName());
        providers.add(provider);
      } catch (ServiceConfigurationError | LinkageError e) {
        failures.add(e);
      }
    }
    return providers;
  }

  /** ServiceLoader tells neither the jar of a class that it cannot load nor, always, the class. */
  private void nameTheBroken() {
    int before = problems.count();
    try {
      for (URL list : Collections.list(loader.getResources(LIST))) {
        String text = list.toString();
        String jar = Origin.fileName(text.substring(0, text.length() - LIST.length()));
        lines(list).filter(name -> !loadable.contains(name)).forEach(name -> lookAgain(name, jar));
      }
    } catch (IOException e) {
      failures.add(e);
    }
    if (problems.count() == before) {
      problems.add(StandardError.BAD_PLUGIN, "no plugins can be found: ", failures.get(0));
    }
  }

  private static Stream<String> lines(URL list) throws IOException {
    URLConnection connection = list.openConnection();
    // A cached jar would stay open, and be read as it was.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(not(String::isEmpty));
    }
  }

  private void lookAgain(String name, String jar) {
    try {
      var unused = Class.forName(name, false, loader).asSubclass(Plugin.class).getConstructor();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      cannotMake(name, jar, e);
    }
  }

  private void cannotMake(String name, String jar, Throwable e) {
    problems.add(
        StandardError.BAD_PLUGIN, "the plugin " + name + " of " + jar + " cannot be made: ", e);
  }
}
