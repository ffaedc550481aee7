package dev.pubsub.verification.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the files of {@code META-INF/services} on the class path name for one service. */
record ServiceFiles(Set<String> providers) {

  static ServiceFiles of(Class<?> service) {
    Set<String> providers = new HashSet<>();
    try {
      var files =
          ServiceFiles.class
              .getClassLoader()
              .getResources("META-INF/services/" + service.getName());
      while (files.hasMoreElements()) {
        providers.addAll(lines(files.nextElement()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServiceFiles(Set.copyOf(providers));
  }

  private static List<String> lines(URL file) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      return reader.lines().map(String::strip).collect(Collectors.toList());
    }
  }

  boolean name(String provider) {
    return providers.contains(provider);
  }
}
