package dev.pubsub.core.assembly;

import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars of a folder, each with its own class loader, open until this is closed. */
final class PluginFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);

  private final List<PluginLoader> loaders = new ArrayList<>();

  /** Makes the plugins of all jars, in the order of their names. */
  List<Plugin> load(String folder, ClassLoader host, Problems problems) {
    List<Plugin> plugins = new ArrayList<>();
    for (Path jar : jars(folder, problems)) {
      try {
        PluginLoader loader = PluginLoader.open(jar, host);
        loaders.add(loader);
        plugins.addAll(pluginsOf(jar, loader, problems));
      } catch (IOException e) {
        problems.add(StandardError.BAD_PLUGIN, jar + " cannot be read: ", e);
      }
    }
    return plugins;
  }

  private static List<Path> jars(String folder, Problems problems) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      problems.add(StandardError.BAD_PLUGIN, "the folder " + folder + " cannot be read: ", e);
      return List.of();
    }
  }

  private static List<Plugin> pluginsOf(Path jar, PluginLoader loader, Problems problems) {
    int before = problems.count();
    List<Plugin> plugins =
        new Providers(loader, problems).make(type -> type.getClassLoader() == loader);
    if (plugins.isEmpty() && problems.count() == before) {
      problems.add(
          StandardError.BAD_PLUGIN,
          jar + " names no plugin of its own in META-INF/services/" + Plugin.class.getName());
    }
    return plugins;
  }

  @Override
  public void close() {
    for (PluginLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        LOG.warn("The jar of a plugin could not be closed", e);
      }
    }
    loaders.clear();
  }
}
