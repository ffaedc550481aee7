package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the schemas of a folder when the assembly is opened. */
public final class SchemaFolder implements Component {

  private static final String ENDING = ".json";

  private final Path folder;
  private final BusSchemas schemas;

  /**
   * A folder that is not read yet.
   *
   * @param folder with a file for each schema
   * @param schemas where to add them
   */
  public SchemaFolder(Path folder, BusSchemas schemas) {
    this.folder = folder;
    this.schemas = schemas;
  }

  @Override
  public void start(Gateway gateway) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      for (Path file : found) {
        read(file);
      }
    }
  }

  private void read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      JsonNode content = schemas.validators().read(Files.readAllBytes(file));
      SchemaFile.addAll(
          schemas.of(content.path("bus").asText("default")),
          name.substring(0, name.length() - ENDING.length()),
          content);
    } catch (PubSubException e) {
      throw new PubSubException(e.code(), file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    // Nothing is open.
  }
}
