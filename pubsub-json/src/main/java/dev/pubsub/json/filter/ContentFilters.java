package dev.pubsub.json.filter;

import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.spi.flow.Filter;
import dev.pubsub.spi.flow.FilterLanguage;
import org.jspecify.annotations.Nullable;

/** Compiles filters that look at what is said about a signal, and into its payload. */
public final class ContentFilters implements FilterLanguage {

  // One for all filters, so that a payload is read once; made when the first filter comes.
  private @Nullable PayloadReader payloads;

  /** A language that has read nothing yet. */
  public ContentFilters() {}

  @Override
  public Filter compile(String expression) {
    return Parser.parse(expression, payloads())::holds;
  }

  private synchronized PayloadReader payloads() {
    PayloadReader made = payloads;
    if (made == null) {
      made = new PayloadReader();
      payloads = made;
    }
    return made;
  }
}
