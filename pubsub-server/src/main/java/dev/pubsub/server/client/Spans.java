package dev.pubsub.server.client;

import dev.pubsub.config.Setting;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time as settings do: {@code 250ms}, {@code 30s}, {@code PT5M}. */
final class Spans implements ITypeConverter<Duration> {

  private static final Function<String, Duration> PARSER =
      Setting.duration("span", "0s", "A span of time.").parser();

  @Override
  public Duration convert(String text) {
    try {
      return PARSER.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is not " + e.getMessage());
    }
  }
}
