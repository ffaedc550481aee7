package dev.pubsub.server.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which bus of which server a client command talks to, as said on the command line. */
final class Target {

  /** What {@code serve} prints may be given as it is: the paths are cut off. */
  private static final Pattern KNOWN_PATH = Pattern.compile("(/ws(/websocket)?|/api)?/?$");

  private static final Pattern BUS = Pattern.compile("[a-z][a-z0-9-]*");

  private static final String DEFAULT_BUS = "default";
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 4000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the server is, such as http://127.0.0.1:4000 (the default).")
  private String url = "";

  @Option(names = "--host", paramLabel = "HOST", description = "Its host, instead of --url.")
  private String host = "";

  @Option(names = "--port", paramLabel = "PORT", description = "Its port, instead of --url.")
  private int port = -1;

  @Option(
      names = "--bus",
      paramLabel = "NAME",
      description = "Which bus of the server (default: ${DEFAULT-VALUE}).")
  private String bus = DEFAULT_BUS;

  /** The address of something in the API of the bus. */
  URI api(String pathAndQuery) {
    String api = isDefaultBus() ? "/api" : "/api/buses/" + bus;
    return URI.create(base() + api + pathAndQuery);
  }

  /** The address of a WebSocket on the bus. */
  URI webSocket(String pathAndQuery) {
    String ofBus = isDefaultBus() ? "" : "&bus=" + bus;
    return URI.create(base().replaceFirst("^http", "ws") + pathAndQuery + ofBus);
  }

  private boolean isDefaultBus() {
    if (!BUS.matcher(bus).matches()) {
      throw usage("--bus must be lower case letters, digits and '-', not '" + bus + "'");
    }
    return bus.equals(DEFAULT_BUS);
  }

  /** The failure of this server to open a WebSocket, in words. */
  ClientException refused(int status, Optional<String> code, Throwable cause) {
    String sentence =
        switch (code.orElse("REFUSED")) {
          case "BUS_NOT_FOUND" -> "the server at %s has no bus '%s'".formatted(base(), bus);
          case "RATE_LIMITED" ->
              "the server at %s lets no more in now; try again later".formatted(base());
          default ->
              "the server at %s does not open a WebSocket (HTTP status %d)"
                  .formatted(base(), status);
        };
    return new ClientException(code.orElse("REFUSED"), sentence, cause);
  }

  /** The failure to reach this server, in words. */
  ClientException unreachable(Throwable cause) {
    String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new ClientException(
        "UNREACHABLE",
        "nothing answers at %s%s; './pubsub serve' starts a server, --url names another one"
            .formatted(base(), why),
        cause);
  }

  private String base() {
    if (url.isEmpty()) {
      return "http://%s:%d"
          .formatted(
              bracketed(host.isEmpty() ? DEFAULT_HOST : host), port < 0 ? DEFAULT_PORT : port);
    }
    if (!host.isEmpty() || port >= 0) {
      throw usage("--url cannot be combined with --host or --port");
    }
    return checked(KNOWN_PATH.matcher(url.replaceFirst("^ws", "http")).replaceFirst(""));
  }

  private String checked(String base) {
    try {
      URI uri = new URI(base);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return base;
      }
    } catch (URISyntaxException e) {
      throw usage("--url is not a URL: " + e.getMessage());
    }
    throw usage("--url must look like http://127.0.0.1:4000, not '" + url + "'");
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && host.charAt(0) != '[' ? "[" + host + "]" : host;
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
