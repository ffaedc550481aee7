package dev.pubsub.verification.image;

import dev.pubsub.verification.image.Dockerfile.Instruction;
import dev.pubsub.verification.image.Dockerfile.Stage;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Follows the instructions that make files, each stage in a folder of its own. */
final class Layout {

  private static final Set<String> NO_FILES =
      Set.of("ENV", "EXPOSE", "USER", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD");

  private final Path context;
  private final Path folder;
  private final Map<String, Path> stages = new TreeMap<>();

  /**
   * A layout of nothing yet.
   *
   * @param context the folder that the image is built from
   * @param folder where the stages get theirs
   */
  Layout(Path context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /** Where a path of a stage is on this machine. */
  static Path inside(Path stage, Path path) {
    return stage.resolve(Path.of("/").relativize(path));
  }

  /** Makes every stage; returns the folder of the last. */
  Path make(Dockerfile dockerfile, Commands commands) throws IOException {
    Path stage = folder;
    for (Stage each : dockerfile.stages()) {
      stage = Files.createDirectory(folder.resolve("stage" + stages.size()));
      stages.put(each.name(), stage);
      Path work = Path.of("/");
      for (Instruction instruction : each.instructions()) {
        switch (instruction.keyword()) {
          case "WORKDIR" ->
              work = Files.createDirectories(inside(stage, Path.of(instruction.rest())));
          case "COPY" -> copy(instruction, work);
          case "RUN" -> commands.run(known(instruction.rest()), work);
          default -> {
            if (!NO_FILES.contains(instruction.keyword())) {
              throw new WrongImage(instruction.keyword() + " is not known to this check");
            }
          }
        }
      }
    }
    return stage;
  }

  /** Anything else would change the machine that this runs on. */
  private static String known(String command) {
    if (!command.startsWith("mvn ") && !command.startsWith("./")) {
      throw new WrongImage("RUN of a command that is not known to this check: " + command);
    }
    return command;
  }

  private void copy(Instruction copy, Path work) throws IOException {
    List<String> words = copy.words();
    String last = words.get(words.size() - 1);
    if (!last.endsWith("/") && !last.equals(".")) {
      throw new WrongImage("write the target of COPY with a / at its end: " + copy.rest());
    }
    Path target = Files.createDirectories(work.resolve(last));
    for (String word : words.subList(0, words.size() - 1)) {
      Path source = source(copy, word);
      if (Files.isDirectory(source)) {
        copyTree(
            source, target, copy.flag("from").isPresent() ? file -> false : Ignored.of(context));
      } else if (Files.exists(source)) {
        Files.copy(
            source, target.resolve(source.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        throw new WrongImage("COPY names what is not there: " + word);
      }
    }
  }

  private Path source(Instruction copy, String word) {
    if (copy.flag("from").isEmpty()) {
      return context.resolve(word).normalize();
    }
    Path stage = stages.get(copy.flag("from").get());
    if (stage == null) {
      throw new WrongImage("COPY takes from a stage that is not there: " + copy.flags());
    }
    return inside(stage, Path.of(word));
  }

  private static void copyTree(Path source, Path target, Predicate<Path> ignored)
      throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (ignored.test(dir)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!ignored.test(file)) {
              Files.copy(
                  file,
                  target.resolve(source.relativize(file).toString()),
                  StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Does what RUN says in the folder that the stage works in. */
  interface Commands {
    void run(String command, Path work) throws IOException;
  }
}
