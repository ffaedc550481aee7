package dev.pubsub.verification.image;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a .dockerignore leaves out of the context; a folder that is left out is so whole. */
record Ignored(Path context, List<PathMatcher> patterns) implements Predicate<Path> {

  static Ignored of(Path context) throws IOException {
    List<PathMatcher> patterns = new ArrayList<>();
    for (String line : Files.readAllLines(context.resolve(".dockerignore"))) {
      if (line.startsWith("!")) {
        throw new WrongImage(
            ".dockerignore takes something back, which is not understood: " + line);
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        patterns.add(glob(line.strip()));
        if (line.startsWith("**/")) {
          patterns.add(glob(line.strip().substring("**/".length())));
        }
      }
    }
    return new Ignored(context, patterns);
  }

  private static PathMatcher glob(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  @Override
  public boolean test(Path file) {
    Path relative = context.relativize(file);
    return patterns.stream().anyMatch(pattern -> pattern.matches(relative));
  }
}
