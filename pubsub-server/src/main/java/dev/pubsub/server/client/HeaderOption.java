package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The headers of what is published. */
final class HeaderOption {

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header of the signal; may be given several times.")
  private Map<String, String> headers = new LinkedHashMap<>();

  /** Adds them to what is asked of the server. */
  void addTo(ObjectNode request) {
    if (!headers.isEmpty()) {
      ObjectNode fields = request.putObject("headers");
      headers.forEach(fields::put);
    }
  }
}
