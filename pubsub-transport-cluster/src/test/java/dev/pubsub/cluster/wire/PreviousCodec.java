package dev.pubsub.cluster.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Collection;

/**
 * The codec of version 1 as nodes of that version have it, compiled then and kept in a jar: what it
 * cannot read, they cannot. It knows the signals of today, and nothing else of this package.
 *
 * <p>A codec is kept when a version is left behind: its jar has the classes of this package, but
 * for those of the wire.
 */
public final class PreviousCodec {

  private static final String PACKAGE = "dev.pubsub.cluster.wire.";
  private static final ClassLoader LOADER = loader();

  private PreviousCodec() {}

  private static ClassLoader loader() {
    URL jar = PreviousCodec.class.getResource("version-1.jar");
    ClassLoader others =
        new ClassLoader(PreviousCodec.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(PACKAGE)) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    return new URLClassLoader(new URL[] {jar}, others);
  }

  /** Whether a node of that version tries to read a frame, and does not count it as unknown. */
  public static boolean speaks(byte[] frame) {
    return (boolean) call("Frames", "speaks", null, frame, 0, frame.length);
  }

  /**
   * Reads a frame and writes what was understood.
   *
   * @throws MalformedFrame when it is refused
   */
  public static byte[] again(byte[] frame) throws MalformedFrame {
    Object read;
    try {
      read = call("Frames", "read", null, frame, 0, frame.length);
    } catch (IllegalStateException e) {
      throw new MalformedFrame(String.valueOf(e.getCause()));
    }
    return read.getClass().getSimpleName().equals("Signals")
        ? signals(read)
        : (byte[]) call("Frames", "write", null, read);
  }

  private static byte[] signals(Object read) {
    Object to = call("Frames", "beginSignals", null, field(read, "bus"), 64);
    for (Object posted : (Collection<?>) field(read, "signals")) {
      byte[] passage = written("PassageCodec", field(posted, "passage"));
      byte[] signal = written("SignalCodec", field(posted, "signal"));
      call("Frames", "addSignal", null, to, passage, signal);
    }
    return (byte[]) call("FrameWriter", "toBytes", to);
  }

  private static byte[] written(String codec, Object what) {
    try {
      Object writer =
          LOADER.loadClass(PACKAGE + "FrameWriter").getConstructor(int.class).newInstance(64);
      call(codec, "write", null, writer, what);
      return (byte[]) call("FrameWriter", "toBytes", writer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object field(Object record, String name) {
    return call("Frame$" + record.getClass().getSimpleName(), name, record);
  }

  private static Object call(String type, String name, Object on, Object... arguments) {
    try {
      Method method =
          Arrays.stream(LOADER.loadClass(PACKAGE + type).getDeclaredMethods())
              .filter(each -> each.getName().equals(name))
              .filter(each -> each.getParameterCount() == arguments.length)
              .filter(each -> java.lang.reflect.Modifier.isPublic(each.getModifiers()))
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
