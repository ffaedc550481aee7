package dev.pubsub.core.assembly;

import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Threads;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.spi.flow.Relief;
import dev.pubsub.spi.flow.SubscriberDecorator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The installed plugins: started at the same time, but each behind those that it requires; drained
 * and stopped in reverse, one after the other.
 */
public final class Assembly {

  private final List<Installed> plugins;
  private final List<Installed> reverse;
  private final PluginWatch watch;

  private Assembly(List<Installed> plugins, PluginWatch watch) {
    this.watch = watch;
    this.plugins = List.copyOf(plugins);
    List<Installed> turned = new ArrayList<>(plugins);
    Collections.reverse(turned);
    this.reverse = List.copyOf(turned);
  }

  /**
   * Installs all plugins; starts nothing.
   *
   * @param plugins each behind those that it requires
   * @param watch is told which of them run
   */
  public static Assembly install(
      List<Plugin> plugins, Function<Plugin, Environment> environments, PluginWatch watch) {
    List<Installed> installed = new ArrayList<>();
    for (Plugin plugin : plugins) {
      guarded(
          plugin.id(),
          "be installed",
          () -> installed.add(new Installed(plugin, plugin.install(environments.apply(plugin)))));
    }
    refuseSecond("a store", Contributions::store, installed);
    refuseSecond("a filter language", Contributions::filterLanguage, installed);
    refuseSecond("a cluster", Contributions::cluster, installed);
    installed.stream()
        .flatMap(plugin -> plugin.contributions().extensions().keySet().stream())
        .distinct()
        .forEach(
            type ->
                refuseSecond(
                    type.getName(),
                    each -> Optional.ofNullable(each.extensions().get(type)),
                    installed));
    refuseConflicts(installed);
    refuseSameChecks(installed);
    return new Assembly(installed, watch);
  }

  private static void guarded(String plugin, String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      Problems problems = new Problems();
      problems.failed(plugin, what, e);
      problems.throwIfAny();
    }
  }

  private static void refuseSecond(
      String what, Function<Contributions, Optional<?>> kind, List<Installed> plugins) {
    List<String> bringing =
        plugins.stream()
            .filter(plugin -> kind.apply(plugin.contributions()).isPresent())
            .map(Installed::id)
            .toList();
    if (bringing.size() > 1) {
      throw new PubSubException(
          StandardError.BAD_PLUGIN,
          "only one plugin may bring %s, not each of %s"
              .formatted(what, String.join(", ", bringing)));
    }
  }

  private static void refuseConflicts(List<Installed> plugins) {
    List<Answer> answers = new ArrayList<>();
    for (Installed plugin : plugins) {
      for (Endpoint endpoint : plugin.contributions().endpoints()) {
        Answer answer = new Answer(plugin.id(), endpoint);
        answers.forEach(earlier -> refuseConflict(earlier, answer));
        answers.add(answer);
      }
    }
  }

  private record Answer(String plugin, Endpoint endpoint) {}

  private static void refuseSameChecks(List<Installed> plugins) {
    Map<String, String> owners = new LinkedHashMap<>();
    for (Installed plugin : plugins) {
      for (HealthCheck check : plugin.contributions().healthChecks()) {
        String owner = owners.put(check.name(), plugin.id());
        if (owner != null) {
          throw new PubSubException(
              StandardError.BAD_PLUGIN,
              "plugins '%s' and '%s' have a health check of the same name, '%s'"
                  .formatted(owner, plugin.id(), check.name()));
        }
      }
    }
  }

  private static void refuseConflict(Answer one, Answer other) {
    if (other.endpoint().conflictsWith(one.endpoint())) {
      throw new PubSubException(
          StandardError.BAD_PLUGIN,
          "plugin '%s' answers %s, and plugin '%s' answers %s: a request may be for both"
              .formatted(one.plugin(), one.endpoint(), other.plugin(), other.endpoint()));
    }
  }

  /**
   * Tells whatever measures resources where to report to, in the order of the plugins.
   *
   * @throws PubSubException with PLUGIN_FAILED or the code of the first plugin that failed at it
   */
  public void reportTo(PressureSource.Sink sink) {
    for (Installed plugin : plugins) {
      guarded(
          plugin.id(),
          "measure resources",
          () -> plugin.contributions().pressureSources().forEach(source -> source.reportTo(sink)));
    }
  }

  /**
   * Starts the plugins. Blocks until all have started, or none is left running.
   *
   * @throws PubSubException with PLUGIN_FAILED or the code of the plugin; a line for each that
   *     failed
   */
  public void start(Gateway gateway) {
    long before = Cpu.nanoTime();
    Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
    for (Installed plugin : plugins) {
      Stream<CompletableFuture<Void>> required = plugin.requires().stream().map(starts::get);
      CompletableFuture<Void> start =
          CompletableFuture.allOf(required.toArray(CompletableFuture<?>[]::new))
              .thenRunAsync(() -> start(plugin, gateway), task -> run(plugin, task, threads));
      starts.put(plugin.id(), start);
    }
    await(starts.values(), threads);
    tellFailures(starts);
    StartReport.log(plugins, Duration.ofNanos(Cpu.nanoTime() - before));
  }

  private void start(Installed plugin, Gateway gateway) {
    plugin.start(gateway);
    watch.changed(plugin.id(), true);
  }

  private static void run(Installed plugin, Runnable task, Queue<Thread> threads) {
    Thread thread = Threads.platform("pubsub-start-" + plugin.id(), task);
    threads.add(thread);
    thread.start();
  }

  /** Waits to the end, so that nothing starts while others are stopped; an interrupt hurries it. */
  private static void await(Collection<CompletableFuture<Void>> starts, Queue<Thread> threads) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new));
    boolean interrupted = false;
    while (!all.isDone()) {
      try {
        all.get();
      } catch (InterruptedException e) {
        interrupted = true;
        threads.forEach(Thread::interrupt);
      } catch (ExecutionException e) {
        break; // told below
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellFailures(Map<String, CompletableFuture<Void>> starts) {
    if (starts.values().stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
      return;
    }
    quiesce();
    stop();
    Problems problems = new Problems();
    // A plugin that was not started fails by the same exception as the one that it requires.
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    starts.forEach(
        (plugin, start) ->
            failure(start)
                .filter(told::add)
                .ifPresent(failure -> problems.failed(plugin, "start", failure)));
    problems.throwIfAny();
  }

  private static Optional<Throwable> failure(CompletableFuture<Void> start) {
    try {
      start.join();
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.of(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Where the transports can be reached. */
  public List<Transport.Address> addresses() {
    return all(Contributions::components)
        .filter(Transport.class::isInstance)
        .flatMap(transport -> ((Transport) transport).addresses().stream())
        .toList();
  }

  /** What is answered over HTTP, in the order of the plugins. */
  public List<Endpoint> endpoints() {
    return all(Contributions::endpoints).toList();
  }

  /** What says how parts are, in the order of the plugins. */
  public List<HealthCheck> healthChecks() {
    return all(Contributions::healthChecks).toList();
  }

  /** What each plugin shows among the meters, in the order of the plugins. */
  public Map<String, List<Gauge>> gauges() {
    return byPlugin(Contributions::gauges);
  }

  /** What says whether somebody may ever do something, in the order of the plugins. */
  public List<Authorizer> authorizers() {
    return all(Contributions::authorizers).toList();
  }

  /** What applications get for a bus, by the id of the plugin that brings it. */
  public Map<String, Map<Class<?>, Function<String, ?>>> extensions() {
    return byPlugin(Contributions::extensions);
  }

  /** What says whether something may happen now, in the order of the plugins. */
  public List<Gate> gates() {
    return all(Contributions::gates).toList();
  }

  /** What stands in front of subscribers, in the order of the plugins. */
  public List<SubscriberDecorator> decorators() {
    return all(Contributions::decorators).toList();
  }

  /** What each plugin gives up while they are scarce, in the order of the plugins. */
  public Map<String, List<Relief>> reliefs() {
    return byPlugin(Contributions::reliefs);
  }

  /** What looks at every signal, in the order of the plugins. */
  public List<Interceptor> interceptors() {
    return all(Contributions::interceptors).toList();
  }

  /** What looks on, in the order of the plugins. */
  public List<Observer> observers() {
    return all(Contributions::observers).toList();
  }

  /** What makes the store of a bus, if a plugin brings it. */
  public Optional<Function<String, Store>> store() {
    return one(Contributions::store);
  }

  /** What reads content filters, if a plugin brings it. */
  public Optional<FilterLanguage> filterLanguage() {
    return one(Contributions::filterLanguage);
  }

  /** What knows of other nodes, if a plugin brings it. */
  public Optional<Cluster> cluster() {
    return one(Contributions::cluster);
  }

  private <T> Map<String, T> byPlugin(Function<Contributions, T> kind) {
    Map<String, T> all = new LinkedHashMap<>();
    plugins.forEach(plugin -> all.put(plugin.id(), kind.apply(plugin.contributions())));
    return all;
  }

  private <T> Optional<T> one(Function<Contributions, Optional<T>> kind) {
    return plugins.stream()
        .flatMap(plugin -> kind.apply(plugin.contributions()).stream())
        .findFirst();
  }

  private <T> Stream<T> all(Function<Contributions, List<T>> kind) {
    return plugins.stream().flatMap(plugin -> kind.apply(plugin.contributions()).stream());
  }

  /** Lets the components say that they are going down. */
  public void quiesce() {
    reverse.forEach(Installed::quiesce);
  }

  /**
   * Lets the components come to an end of what they do.
   *
   * @param patience how long is left, asked anew for each
   */
  public void drain(Supplier<Duration> patience) {
    reverse.forEach(plugin -> plugin.drain(patience));
  }

  /** Stops what was started; one that fails does not keep the others from stopping. */
  public void stop() {
    for (Installed plugin : reverse) {
      if (plugin.stop()) {
        watch.changed(plugin.id(), false);
      }
    }
  }
}
