package dev.pubsub.core.assembly;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with plugins, told all at once. */
final class Problems {

  private final List<PubSubException> found = new ArrayList<>();

  void add(StandardError code, String sentence) {
    found.add(new PubSubException(code, sentence));
  }

  void add(StandardError code, String sentence, Throwable cause) {
    found.add(new PubSubException(code, sentence + why(cause), cause));
  }

  /** A plugin threw: its own code stands, if it has one; trouble of the JVM goes through. */
  void failed(String plugin, String what, Throwable cause) {
    if (cause instanceof VirtualMachineError ofTheJvm) {
      throw ofTheJvm;
    } else if (cause instanceof PubSubException coded) {
      found.add(coded);
    } else {
      add(StandardError.PLUGIN_FAILED, "plugin '" + plugin + "' could not " + what + ": ", cause);
    }
  }

  /** What an exception says, or the first behind it that says something. */
  private static String why(Throwable cause) {
    Throwable speaking = cause;
    while (speaking.getMessage() == null && speaking.getCause() != null) {
      speaking = speaking.getCause();
    }
    return speaking.getMessage() == null || speaking instanceof ReflectiveOperationException
        ? speaking.toString()
        : speaking.getMessage();
  }

  int count() {
    return found.size();
  }

  /** Throws what there is: a line for each problem, under the code of the first. */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    PubSubException first = found.get(0);
    if (found.size() == 1) {
      throw first;
    }
    PubSubException all =
        new PubSubException(
            first.code(),
            found.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")),
            first);
    found.subList(1, found.size()).forEach(all::addSuppressed);
    throw all;
  }
}
