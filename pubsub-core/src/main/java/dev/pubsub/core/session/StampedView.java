package dev.pubsub.core.session;

import dev.pubsub.Principal;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Headers;
import java.util.List;
import java.util.function.UnaryOperator;

/** A view whose signals do not say all that is given, or more. */
final class StampedView extends View {

  private final UnaryOperator<Headers> headers;

  StampedView(Door door, Principal principal, UnaryOperator<Headers> headers) {
    super(door, principal);
    this.headers = headers;
  }

  @Override
  PublishOptions stamped(PublishOptions options) {
    return options.withHeaders(headers.apply(options.headers()));
  }

  @Override
  List<Publication> stamped(List<Publication> publications) {
    return publications.stream()
        .map(each -> new Publication(each.topic(), each.payload(), stamped(each.options())))
        .toList();
  }
}
