package dev.pubsub.server.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads settings in YAML, one token at a time: nothing is expanded, so a text can grow no larger
 * than it is.
 */
final class YamlReader {

  private static final int MAX_DEPTH = 16;

  private final Entries entries;
  private final String name;

  YamlReader(String name) {
    this.name = name;
    this.entries = new Entries(name);
  }

  /** What a text says, and all that is wrong with it up to where it is no YAML any more. */
  SettingsFile read(String text) throws IOException {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      document(parser);
    } catch (JsonProcessingException e) {
      entries.problem(placeOf(e) + "cannot be read as YAML: " + sentence(e));
    }
    return entries.toFile();
  }

  private void document(YAMLParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      map(parser, "", 1);
    } else if (first != null && first != JsonToken.VALUE_NULL) {
      entries.problem(line(parser), "there must be keys with values");
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      entries.problem(line(parser), "there must be one document only");
    }
  }

  private void map(YAMLParser parser, String prefix, int depth) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      int line = line(parser);
      JsonToken value = parser.nextToken();
      if (parser.isCurrentAlias()) {
        entries.problem(line, key + ": aliases are not read, write the value out");
      } else if (value == JsonToken.START_OBJECT && depth == MAX_DEPTH) {
        entries.problem(line, key + ": more than " + MAX_DEPTH + " levels");
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        int before = entries.count();
        map(parser, key + ".", depth + 1);
        if (entries.count() == before) {
          entries.empty(key, line);
        }
      } else if (value == JsonToken.START_ARRAY) {
        entries.add(key, list(parser, key), line);
      } else if (value == JsonToken.VALUE_NULL) {
        entries.empty(key, line);
      } else {
        entries.add(key, parser.getText(), line);
      }
    }
  }

  /** As settings take lists: split by commas. */
  private String list(YAMLParser parser, String key) throws IOException {
    List<String> items = new ArrayList<>();
    for (JsonToken item; (item = parser.nextToken()) != JsonToken.END_ARRAY; ) {
      if (!item.isScalarValue() || item == JsonToken.VALUE_NULL || parser.isCurrentAlias()) {
        entries.problem(line(parser), key + ": a list must hold plain values");
        parser.skipChildren();
      } else {
        items.add(parser.getText());
      }
    }
    return String.join(",", items);
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Where YAML breaks, which may be behind the last token. */
  private String placeOf(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Mark mark = marked.getProblemMark();
      return "%s:%d:%d: ".formatted(name, mark.getLine() + 1, mark.getColumn() + 1);
    }
    JsonLocation at = e.getLocation();
    return at == null
        ? name + ": "
        : "%s:%d:%d: ".formatted(name, at.getLineNr(), at.getColumnNr());
  }

  /** Without what stands in the text, which may be secret. */
  private static String sentence(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      return marked.getProblem();
    }
    String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return message.toLowerCase(Locale.ROOT).startsWith("expected a field name")
        ? "a key must be a plain word"
        : message;
  }
}
