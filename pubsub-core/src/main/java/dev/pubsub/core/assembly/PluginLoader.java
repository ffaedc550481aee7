package dev.pubsub.core.assembly;

import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one jar, which go before those of the host, so that a plugin brings its libraries
 * in the versions that it needs. What plugin and host talk about is the host's alone.
 */
final class PluginLoader extends URLClassLoader {

  /** The packages of the interfaces, and what their signatures and logs are made of. */
  private static final Set<String> SHARED =
      Set.of(
          "dev.pubsub",
          "dev.pubsub.config",
          "dev.pubsub.error",
          "dev.pubsub.signal",
          "dev.pubsub.topic");

  private static final List<String> SHARED_FROM =
      List.of("java.", "dev.pubsub.spi.", "org.jspecify.", "org.slf4j.");

  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  static {
    registerAsParallelCapable();
  }

  private PluginLoader(URL jar, ClassLoader host) {
    super(new URL[] {jar}, host);
  }

  /**
   * Opens a jar.
   *
   * @throws IOException when it is none; the class loader itself would only find nothing in it
   */
  static PluginLoader open(Path jar, ClassLoader host) throws IOException {
    new JarFile(jar.toFile()).close();
    return new PluginLoader(jar.toUri().toURL(), host);
  }

  private static boolean isShared(String name) {
    return SHARED.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
        || SHARED_FROM.stream().anyMatch(name::startsWith);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isShared(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? ownOrOfHost(name, resolve) : loaded;
    }
  }

  private Class<?> ownOrOfHost(String name, boolean resolve) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException notInTheJar) {
      return super.loadClass(name, resolve);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  /** The host's plugins are found by the host. */
  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = Collections.list(findResources(name));
    if (!name.equals(SERVICE) && getParent() != null) {
      all.addAll(Collections.list(getParent().getResources(name)));
    }
    return Collections.enumeration(all);
  }
}
