package dev.pubsub.server.commandline;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command is for and what it takes, beside {@code --help}, {@code --version} and {@code
 * --debug}, which all take.
 *
 * @param description one sentence or more
 * @param arguments all of them, parameters in their order
 * @param choice those of which exactly one has to be said; empty if there is no such choice
 */
public record Usage(String description, List<Argument> arguments, List<Argument> choice) {

  /**
   * One without a choice.
   *
   * @param description one sentence or more
   * @param arguments parameters in their order
   * @return a usage
   */
  public static Usage of(String description, Argument... arguments) {
    return new Usage(description, List.of(arguments), List.of());
  }

  /**
   * The same with more.
   *
   * @param more behind those that are there
   * @return another usage
   */
  public Usage with(List<Argument> more) {
    return new Usage(description, concat(arguments, more), choice);
  }

  /**
   * The same with arguments of which exactly one has to be said.
   *
   * @param one the choice
   * @return another usage
   */
  public Usage withOneOf(Argument... one) {
    return new Usage(description, concat(arguments, Arrays.asList(one)), List.of(one));
  }

  /** Refuses what lacks something. */
  void requireAll(Predicate<Argument> said) {
    List<String> missing =
        parameters()
            .filter(parameter -> parameter.isRequired() && !choice.contains(parameter))
            .filter(parameter -> !said.test(parameter))
            .map(parameter -> "'" + parameter.label() + "'")
            .toList();
    if (!missing.isEmpty()) {
      throw new UsageException("Missing required parameter: " + String.join(", ", missing));
    }
    if (!choice.isEmpty() && choice.stream().filter(said).count() != 1) {
      throw new UsageException("Exactly one of these is required: " + choiceOr(" | "));
    }
  }

  Stream<Parameter<?>> parameters() {
    return arguments.stream()
        .filter(Parameter.class::isInstance)
        .map(argument -> (Parameter<?>) argument);
  }

  /** All that are said by name, those that every command takes included. */
  Stream<Named> options() {
    return Stream.concat(
        arguments.stream().filter(Named.class::isInstance).map(Named.class::cast),
        Flag.STANDARD.stream());
  }

  String choiceOr(String between) {
    return choice.stream().map(Argument::usage).collect(Collectors.joining(between));
  }

  private static List<Argument> concat(List<Argument> some, List<Argument> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
