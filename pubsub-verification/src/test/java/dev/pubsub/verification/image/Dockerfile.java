package dev.pubsub.verification.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The stages of a Dockerfile: comments, continued lines, flags, and lists in JSON. */
record Dockerfile(List<Stage> stages) {

  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*\\R?");
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\s*\\R\\s*");

  static Dockerfile parse(String text) {
    String whole = CONTINUED.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
    List<Stage> stages = new ArrayList<>();
    for (String line : whole.lines().filter(line -> !line.isBlank()).toList()) {
      Instruction instruction = Instruction.parse(line);
      if (instruction.keyword().equals("FROM")) {
        stages.add(Stage.begin(instruction));
      } else {
        if (stages.isEmpty()) {
          throw new WrongImage("begins with " + instruction.keyword() + " and not with FROM");
        }
        stages.get(stages.size() - 1).instructions().add(instruction);
      }
    }
    if (stages.isEmpty()) {
      throw new WrongImage("has no stage");
    }
    return new Dockerfile(stages);
  }

  /** The one that becomes the image. */
  Stage last() {
    return stages.get(stages.size() - 1);
  }

  record Stage(String base, String name, List<Instruction> instructions) {

    private static Stage begin(Instruction from) {
      List<String> words = from.words();
      String name = words.size() == 3 && words.get(1).equals("AS") ? words.get(2) : "";
      return new Stage(words.get(0), name, new ArrayList<>());
    }

    /** The last of its kind, which is the one that counts. */
    Optional<Instruction> last(String keyword) {
      return all(keyword).stream().reduce((first, second) -> second);
    }

    Instruction only(String keyword) {
      return last(keyword).orElseThrow(() -> new WrongImage("has no " + keyword));
    }

    List<Instruction> all(String keyword) {
      return instructions.stream().filter(each -> each.keyword().equals(keyword)).toList();
    }
  }

  record Instruction(String keyword, List<String> flags, String rest) {

    private static Instruction parse(String line) {
      List<String> words = new ArrayList<>(List.of(line.strip().split("\\s+", 2)));
      if (words.size() < 2) {
        throw new WrongImage("says nothing after " + line);
      }
      List<String> flags = new ArrayList<>();
      String rest = words.get(1);
      while (rest.startsWith("--")) {
        String[] parts = rest.split("\\s+", 2);
        flags.add(parts[0]);
        rest = parts.length == 2 ? parts[1] : "";
      }
      return new Instruction(words.get(0), flags, rest);
    }

    List<String> words() {
      return List.of(rest.split("\\s+"));
    }

    Optional<String> flag(String name) {
      String start = "--" + name + "=";
      return flags.stream()
          .filter(flag -> flag.startsWith(start))
          .map(flag -> flag.substring(start.length()))
          .findFirst();
    }

    /** The words of the exec form: in the shell form a shell would get the signals. */
    List<String> exec() {
      try {
        return Arrays.asList(new ObjectMapper().readValue(rest, String[].class));
      } catch (JsonProcessingException e) {
        throw new WrongImage(keyword + " is no list of words: " + rest, e);
      }
    }
  }
}
