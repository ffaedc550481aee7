package dev.pubsub.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * Begins with the logging, and then initialises what a server needs late and what takes longest,
 * while another thread reads the command line and puts the server together: a start is bound by one
 * thread otherwise, and most machines have a second processor.
 */
final class HeadStart {

  /**
   * By name, as nothing of them is used here; in the order in which a server comes to them. The
   * initialisers of none lead back to one of the others: two threads in a circle would wait for
   * ever.
   */
  static final List<String> CLASSES =
      List.of(
          // The formats of dates.
          "com.fasterxml.jackson.databind.ObjectMapper",
          // All management beans of the JVM, because it adds two of its own.
          "org.xnio.nio.NioXnioProvider",
          "io.undertow.UndertowLogger");

  private HeadStart() {}

  /**
   * Begins.
   *
   * @return waits until there is logging: a logger that is asked for meanwhile stands in for the
   *     real one as long as it lives
   */
  static Runnable begin() {
    CompletableFuture<Void> logging = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(logging), "pubsub-head-start");
    thread.setDaemon(true);
    thread.start();
    return logging::join;
  }

  private static void run(CompletableFuture<Void> logging) {
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      logging.complete(null);
    }
    initialise();
  }

  private static void initialise() {
    for (String name : CLASSES) {
      try {
        Class.forName(name);
      } catch (ClassNotFoundException | LinkageError e) {
        return; // The server meets it, too, and tells.
      }
    }
  }
}
