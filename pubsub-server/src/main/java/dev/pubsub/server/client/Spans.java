package dev.pubsub.server.client;

import dev.pubsub.config.Setting;
import dev.pubsub.server.commandline.Reader;
import java.time.Duration;
import java.util.function.Function;

/** Reads spans of time as settings do: {@code 250ms}, {@code 30s}, {@code PT5M}. */
final class Spans implements Reader<Duration> {

  static final Spans SPAN = new Spans();

  private final Function<String, Duration> parser =
      Setting.duration("span", "0s", "A span of time.").parser();

  private Spans() {}

  @Override
  public Duration read(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + e.getMessage(), e);
    }
  }
}
