package dev.pubsub.monitoring.performance;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** As what an analysis can be had. */
enum Format {
  /** For programs. */
  JSON("application/json", JsonReport::of),
  /** For terminals. */
  TEXT("text/plain", analysis -> TextReport.of(Report.of(analysis))),
  /** For tickets. */
  MD("text/markdown", analysis -> MarkdownReport.of(Report.of(analysis))),
  /** For browsers, with charts. */
  HTML("text/html", HtmlReport::of);

  private final String type;
  private final Function<Analysis, String> writer;

  Format(String type, Function<Analysis, String> writer) {
    this.type = type;
    this.writer = writer;
  }

  /**
   * What is wanted by the parameter {@code format}, or else by the first of the types that the
   * header {@code Accept} names; JSON where neither says.
   *
   * @throws PubSubException with BAD_OPTION when the parameter is none of the four
   */
  static Format wanted(EndpointRequest request) {
    String named = request.query().get("format");
    if (named != null) {
      return Arrays.stream(values())
          .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(named))
          .findFirst()
          .orElseThrow(
              () ->
                  new PubSubException(
                      StandardError.BAD_OPTION, "format is json, text, md or html"));
    }
    return Arrays.stream(request.headers().getOrDefault("Accept", "").split("[,;]"))
        .flatMap(type -> Arrays.stream(values()).filter(each -> each.type.equals(type.strip())))
        .findFirst()
        .orElse(JSON);
  }

  EndpointResponse answer(Analysis analysis) {
    return new EndpointResponse(
        200,
        Map.of(
            "Content-Type",
            type + "; charset=utf-8",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options",
            "nosniff"),
        writer.apply(analysis).getBytes(StandardCharsets.UTF_8));
  }
}
