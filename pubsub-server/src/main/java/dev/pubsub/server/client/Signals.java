package dev.pubsub.server.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals of the operating system. The JDK hears a second one only by {@code sun.misc.Signal}
 * of its module jdk.unsupported, which javac warns of wherever it is named.
 */
final class Signals {

  private static final List<String> END = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /** Runs the handler on a new thread for each signal that asks the process to end. */
  static void whenToldToEnd(Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlers},
              (self, method, arguments) -> {
                handler.run();
                return null;
              });
      for (String name : END) {
        handle(signal, handlers, name, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }

  private static void handle(Class<?> signal, Class<?> handlers, String name, Object handler)
      throws ReflectiveOperationException {
    try {
      Object each = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handlers).invoke(null, each, handler);
    } catch (InvocationTargetException e) {
      // A signal that this system has not, or that -Xrs leaves to it, ends the process as ever.
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
    }
  }
}
