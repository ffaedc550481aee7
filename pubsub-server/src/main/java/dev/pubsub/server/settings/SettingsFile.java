package dev.pubsub.server.settings;

import dev.pubsub.core.PubSubBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a file says.
 *
 * @param values by full key, in the order of the file
 * @param problems what is wrong with the file itself, each with its place
 */
record SettingsFile(Map<String, Line> values, List<String> problems) {

  private static final int MAX_BYTES = 1 << 20;

  /**
   * A value.
   *
   * @param text as it was written
   * @param place the file and the line
   */
  record Line(String text, String place) {}

  /** Reads a file whatever is wrong with it; whether the settings exist is not looked at. */
  static SettingsFile read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return unreadable(path, "is larger than 1 MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new YamlReader(path.toString()).read(text);
    } catch (CharacterCodingException e) {
      return unreadable(path, "is not UTF-8");
    } catch (NoSuchFileException e) {
      return unreadable(path, "there is no such file");
    } catch (IOException e) {
      return unreadable(path, "cannot be read: " + e.getMessage());
    }
  }

  private static SettingsFile unreadable(Path path, String why) {
    return new SettingsFile(Map.of(), List.of(path + ": " + why));
  }

  void addTo(PubSubBuilder builder) {
    values.forEach((key, line) -> builder.fallback(key, line.text(), line.place()));
    problems.forEach(builder::problem);
  }
}
