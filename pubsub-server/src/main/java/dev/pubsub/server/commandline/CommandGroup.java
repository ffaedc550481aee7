package dev.pubsub.server.commandline;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands below a name.
 *
 * @param description one sentence or more
 * @param names of those that help lists, in that order
 * @param maker makes the one of a name, if there is one
 */
public record CommandGroup(
    String description, List<String> names, Function<String, Optional<Entry>> maker)
    implements Entry {

  /**
   * The command of a name.
   *
   * @param name as it was said
   * @return what it stands for
   * @throws UsageException when it is the name of none
   */
  public Entry entry(String name) {
    return maker
        .apply(name)
        .orElseThrow(() -> new UsageException("Unmatched argument: '%s'".formatted(name)));
  }
}
