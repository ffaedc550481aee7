package dev.pubsub.ws.phoenix;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which web pages may connect: a browser tells the origin of the page, other programs do not.
 *
 * <p>Without a list, the host of the origin must be the host that the client connected to. With a
 * list, one entry must match: {@code scheme://host:port}, of which any part may be missing, and
 * {@code //*.example.com} is that host and all below it. The entry {@code null} is for pages
 * without an origin, such as those opened as a file: that is what browsers call it.
 */
public final class OriginRule {

  private static final String NONE = "null";

  private final List<Entry> entries;
  private final boolean listed;
  private final boolean none;

  /**
   * A rule.
   *
   * @param origins the list; empty for the host that the client connected to
   * @throws IllegalArgumentException when an entry cannot be read
   */
  public OriginRule(List<String> origins) {
    this.entries = origins.stream().filter(entry -> !entry.equals(NONE)).map(Entry::parse).toList();
    this.listed = !origins.isEmpty();
    this.none = origins.contains(NONE);
  }

  boolean allows(Optional<String> origin, Optional<String> host) {
    if (origin.isEmpty()) {
      return true;
    }
    if (origin.get().equals(NONE)) {
      return none;
    }
    Optional<URI> page = uri(origin.get()).filter(uri -> uri.getHost() != null);
    if (page.isEmpty()) {
      return false;
    }
    return listed
        ? entries.stream().anyMatch(entry -> entry.matches(page.get()))
        : host.flatMap(name -> uri("//" + name))
            .map(URI::getHost)
            .filter(page.get().getHost()::equalsIgnoreCase)
            .isPresent();
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** Parts that are empty, and a port of -1, match anything. */
  private record Entry(String scheme, String host, boolean below, int port) {

    static Entry parse(String text) {
      String whole = text.contains("//") ? text : "//" + text;
      boolean below = whole.contains("//*.");
      URI uri =
          uri(whole.replace("//*.", "//"))
              .filter(parsed -> parsed.getHost() != null)
              .orElseThrow(
                  () -> new IllegalArgumentException("an origin such as https://example.com"));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      return new Entry(scheme, uri.getHost().toLowerCase(Locale.ROOT), below, uri.getPort());
    }

    boolean matches(URI page) {
      String name = page.getHost().toLowerCase(Locale.ROOT);
      return (scheme.isEmpty() || scheme.equalsIgnoreCase(page.getScheme()))
          && (name.equals(host) || (below && name.endsWith("." + host)))
          && (port < 0 || port == OriginRule.port(page));
    }
  }
}
