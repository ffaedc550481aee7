package dev.pubsub.server.commandline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Tells how commands are used, on lines of a common terminal. */
public final class Help {

  private static final int WIDTH = 80;
  private static final int INDENT = 6;
  private static final String GAP = "   ";

  private final StringBuilder text = new StringBuilder();

  private Help(String usage, String description) {
    text.append("Usage: ").append(usage).append('\n');
    wrap("", description);
  }

  /**
   * Of a command.
   *
   * @param path its name, with those above it
   * @param usage what it takes
   * @return lines, the last without its end
   */
  public static String of(String path, Usage usage) {
    StringBuilder line = new StringBuilder(path).append(" [OPTIONS]");
    if (!usage.choice().isEmpty()) {
      line.append(" (").append(usage.choiceOr(" | ")).append(')');
    }
    usage
        .parameters()
        .filter(parameter -> !usage.choice().contains(parameter))
        .forEach(parameter -> line.append(' ').append(parameter.usage()));
    Help help = new Help(line.toString(), usage.description());
    List<Argument> rows = new ArrayList<>(usage.parameters().toList());
    usage.options().sorted(Comparator.comparing(Help::name)).forEach(rows::add);
    help.table(rows, Help::left, Argument::description);
    return help.text.toString().stripTrailing();
  }

  /**
   * Of a group of commands.
   *
   * @param path its name, with those above it
   * @param group the commands
   * @return lines, the last without its end
   */
  public static String of(String path, CommandGroup group) {
    Help help = new Help(path + " [OPTIONS] COMMAND", group.description());
    help.table(Flag.STANDARD, Help::left, Argument::description);
    help.text.append("Commands:\n");
    help.table(group.names(), name -> "  " + name, name -> group.entry(name).description());
    return help.text.toString().stripTrailing();
  }

  /** By which it is found in a list. */
  private static String name(Named option) {
    return option.names().get(option.names().size() - 1);
  }

  /** Full names below each other, short ones before them. */
  private static String left(Argument argument) {
    String usage = argument.usage();
    boolean isShort = usage.charAt(0) == '-' && usage.charAt(1) != '-';
    return " ".repeat(isShort ? 2 : INDENT) + usage;
  }

  private <T> void table(List<T> rows, Function<T, String> left, Function<T, String> right) {
    int width = rows.stream().mapToInt(row -> left.apply(row).length()).max().orElse(0);
    for (T row : rows) {
      String name = left.apply(row);
      wrap(name + " ".repeat(width - name.length()) + GAP, right.apply(row));
    }
  }

  /** Words on as few lines as they need, behind what stands before the first. */
  private void wrap(String before, String words) {
    text.append(before);
    int column = before.length();
    for (String word : words.split(" ")) {
      if (column > before.length() && column + word.length() >= WIDTH) {
        text.append('\n').append(" ".repeat(before.length()));
        column = before.length();
      }
      if (column > before.length()) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
