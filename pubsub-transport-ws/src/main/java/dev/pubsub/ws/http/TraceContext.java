package dev.pubsub.ws.http;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.TraceHeaders;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a request says about the trace that it belongs to (W3C Trace Context, sections 3.2 and 3.3).
 * It goes on to the subscribers, unless the publisher has named another one itself. A parent that
 * is not well-formed is as good as none, and then the state is not looked at; a state of more than
 * 512 characters, which nobody has to hand on, is left out.
 */
final class TraceContext {

  /** Later versions may have more behind what this one has; ff is none. */
  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
              + "((?<!^00.{53})-.*)?");

  private static final int LONGEST = 512;

  private TraceContext() {}

  /** The options with what the request says. */
  static PublishOptions carry(Request request, PublishOptions options) {
    Map<String, String> said = request.headers().get();
    String parent = said.getOrDefault(TraceHeaders.PARENT, "");
    if (!isWellFormed(parent) || options.headers().get(TraceHeaders.PARENT).isPresent()) {
      return options;
    }
    PublishOptions carrying = options.withHeader(TraceHeaders.PARENT, parent);
    String state = said.getOrDefault(TraceHeaders.STATE, "");
    return state.isEmpty() || state.length() > LONGEST
        ? carrying
        : carrying.withHeader(TraceHeaders.STATE, state);
  }

  private static boolean isWellFormed(String parent) {
    return parent.length() <= LONGEST && PARENT.matcher(parent).matches();
  }
}
