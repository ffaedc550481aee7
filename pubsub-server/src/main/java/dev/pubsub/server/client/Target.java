package dev.pubsub.server.client;

import dev.pubsub.server.commandline.Argument;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which bus of which server a client command talks to, as said on the command line. */
record Target(String base, String bus) {

  /** What {@code serve} prints may be given as it is: the paths are cut off. */
  private static final Pattern KNOWN_PATH = Pattern.compile("(/ws(/websocket)?|/api)?/?$");

  private static final Pattern BUS_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private static final String DEFAULT_BUS = "default";
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 4000;
  private static final int HIGHEST_PORT = 65_535;

  private static final Option<String> URL =
      new Option<>(
          "--url",
          "URL",
          Reader.TEXT,
          "Where the server is, such as http://127.0.0.1:4000 (the default).");

  private static final Option<String> HOST =
      new Option<>("--host", "HOST", Reader.TEXT, "Its host, instead of --url.");

  private static final Option<Integer> PORT =
      new Option<>("--port", "PORT", Reader.INTEGER, "Its port, instead of --url.");

  private static final Option<String> BUS =
      new Option<>("--bus", "NAME", Reader.TEXT, "Which bus of the server (default: default).");

  /** What a command takes that has a target. */
  static final List<Argument> OPTIONS = List.of(URL, HOST, PORT, BUS);

  static Target of(Arguments arguments) {
    String bus = arguments.find(BUS).orElse(DEFAULT_BUS);
    if (!BUS_NAME.matcher(bus).matches()) {
      throw new UsageException(
          "--bus must be lower case letters, digits and '-', not '" + bus + "'");
    }
    return new Target(base(arguments), bus);
  }

  /** The address of something in the API of the bus. */
  URI api(String pathAndQuery) {
    String api = isDefaultBus() ? "/api" : "/api/buses/" + bus;
    return URI.create(base + api + pathAndQuery);
  }

  /** The address of a WebSocket on the bus. */
  URI webSocket(String pathAndQuery) {
    String ofBus = isDefaultBus() ? "" : "&bus=" + bus;
    return URI.create(base.replaceFirst("^http", "ws") + pathAndQuery + ofBus);
  }

  private boolean isDefaultBus() {
    return bus.equals(DEFAULT_BUS);
  }

  /** The failure of this server to open a WebSocket, in words. */
  ClientException refused(int status, Optional<String> code, Throwable cause) {
    String sentence =
        switch (code.orElse("REFUSED")) {
          case "BUS_NOT_FOUND" -> "the server at %s has no bus '%s'".formatted(base, bus);
          case "RATE_LIMITED" ->
              "the server at %s lets no more in now; try again later".formatted(base);
          default ->
              "the server at %s does not open a WebSocket (HTTP status %d)".formatted(base, status);
        };
    return new ClientException(code.orElse("REFUSED"), sentence, cause);
  }

  /** The failure to reach this server, in words. */
  ClientException unreachable(Throwable cause) {
    String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new ClientException(
        "UNREACHABLE",
        "nothing answers at %s%s; './pubsub serve' starts a server, --url names another one"
            .formatted(base, why),
        cause);
  }

  private static String base(Arguments arguments) {
    Optional<String> url = arguments.find(URL).filter(said -> !said.isEmpty());
    Optional<String> host = arguments.find(HOST).filter(said -> !said.isEmpty());
    Optional<Integer> port = arguments.find(PORT);
    port.filter(said -> said < 1 || said > HIGHEST_PORT)
        .ifPresent(
            said -> {
              throw new UsageException("--port must be 1 to 65535, not " + said);
            });
    if (url.isEmpty()) {
      return "http://%s:%d"
          .formatted(bracketed(host.orElse(DEFAULT_HOST)), port.orElse(DEFAULT_PORT));
    }
    if (host.isPresent() || port.isPresent()) {
      throw new UsageException("--url cannot be combined with --host or --port");
    }
    return checked(KNOWN_PATH.matcher(url.get().replaceFirst("^ws", "http")).replaceFirst(""));
  }

  private static String checked(String base) {
    try {
      URI uri = new URI(base);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return base;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("--url is not a URL: " + e.getMessage(), e);
    }
    throw new UsageException("--url must look like http://127.0.0.1:4000, not '" + base + "'");
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && host.charAt(0) != '[' ? "[" + host + "]" : host;
  }
}
