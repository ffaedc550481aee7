package dev.pubsub.core.filter;

import dev.pubsub.Selection;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.flow.Filter;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.topic.TopicSyntax;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles selections. */
public final class Selections {

  private final TopicSyntax syntax;
  private final Optional<FilterLanguage> language;

  /**
   * Those of a bus.
   *
   * @param language reads filters, if a plugin brings one
   */
  public Selections(TopicSyntax syntax, Optional<FilterLanguage> language) {
    this.syntax = syntax;
    this.language = language;
  }

  /**
   * What a selection says, or null when it wants all.
   *
   * @throws PubSubException with BAD_SELECTION, or PLUGIN_FAILED when the language fails
   */
  public @Nullable Filter compile(Selection selection) {
    Filter selector =
        selection.selector().isEmpty()
            ? null
            : new SelectorParser(selection.selector(), syntax).parse();
    if (selection.filter().isEmpty()) {
      return selector;
    }
    Filter filter = filter(selection.filter());
    // The selector is the cheaper one.
    return selector == null
        ? filter
        : delivery -> selector.accepts(delivery) && filter.accepts(delivery);
  }

  private Filter filter(String expression) {
    if (language.isEmpty()) {
      throw new PubSubException(
          StandardError.BAD_SELECTION,
          "no plugin here reads filters; add pubsub-json, or select by attributes");
    }
    try {
      return Objects.requireNonNull(language.get().compile(expression), "a filter is not null");
    } catch (PubSubException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new PubSubException(
          StandardError.PLUGIN_FAILED, "the plugin that reads filters failed: " + e, e);
    }
  }
}
