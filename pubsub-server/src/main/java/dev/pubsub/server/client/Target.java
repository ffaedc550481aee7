package dev.pubsub.server.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server a client command talks to, as said on the command line. */
final class Target {

  /** What {@code serve} prints may be given as it is: the paths are cut off. */
  private static final Pattern KNOWN_PATH = Pattern.compile("(/ws(/websocket)?|/api)?/?$");

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

  /** The address of something the server serves over HTTP. */
  URI http(String pathAndQuery) {
    return URI.create(base() + pathAndQuery);
  }

  /** The address of something the server serves over WebSocket. */
  URI webSocket(String pathAndQuery) {
    return URI.create(base().replaceFirst("^http", "ws") + pathAndQuery);
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
