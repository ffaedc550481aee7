package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Option;
import java.util.List;
import java.util.Map;

/** The headers of what is published. */
final class HeaderOption {

  static final Option<Map.Entry<String, String>> HEADER =
      new Option<>(
              "--header",
              "NAME=VALUE",
              HeaderOption::read,
              "A header of the signal; may be given several times.")
          .repeatable();

  private HeaderOption() {}

  private static Map.Entry<String, String> read(String text) {
    int end = text.indexOf('=');
    if (end < 0) {
      throw new IllegalArgumentException("'" + text + "' is not like NAME=VALUE");
    }
    return Map.entry(text.substring(0, end), text.substring(end + 1));
  }

  /** Adds them to what is asked of the server. */
  static void add(Arguments arguments, ObjectNode request) {
    List<Map.Entry<String, String>> headers = arguments.all(HEADER);
    if (!headers.isEmpty()) {
      ObjectNode fields = request.putObject("headers");
      headers.forEach(header -> fields.put(header.getKey(), header.getValue()));
    }
  }
}
