package dev.pubsub.server.commandline;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** What was said to a command, checked: whatever is asked of it can be read. */
public final class Arguments {

  private final IdentityHashMap<Argument, List<String>> said;

  private Arguments(IdentityHashMap<Argument, List<String>> said) {
    this.said = said;
  }

  /**
   * Reads the words behind the name of a command. If one of them asks for help or the version, that
   * is all they say.
   *
   * @param usage what the command takes, the very objects that are asked for later
   * @param words as the shell hands them over
   * @return what they say
   * @throws UsageException when they cannot be meant
   */
  public static Arguments of(Usage usage, Collection<String> words) {
    Arguments arguments = new Arguments(new Reading(usage, words).read());
    if (!arguments.has(Flag.HELP) && !arguments.has(Flag.VERSION)) {
      usage.requireAll(arguments::has);
    }
    return arguments;
  }

  /**
   * Whether something was said.
   *
   * @param argument what the command takes
   * @return whether it was
   */
  public boolean has(Argument argument) {
    return said.containsKey(argument);
  }

  /**
   * What was said, if it was.
   *
   * @param value what the command takes
   * @return what is meant by the first time it was said
   * @param <T> its type
   */
  public <T> Optional<T> find(Value<T> value) {
    return all(value).stream().findFirst();
  }

  /**
   * What must have been said.
   *
   * @param parameter one that is required
   * @return what is meant
   * @param <T> its type
   */
  public <T> T get(Parameter<T> parameter) {
    return find(parameter).orElseThrow();
  }

  /**
   * All that was said of something that may be said more than once.
   *
   * @param value what the command takes
   * @return in the order in which it was said; empty if it was not
   * @param <T> its type
   */
  public <T> List<T> all(Value<T> value) {
    return said.getOrDefault(value, List.of()).stream().map(value::read).toList();
  }
}
