package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.signal.Headers;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Has signals of an agent say what it is like, whatever it says itself. */
final class Stamp implements UnaryOperator<Headers> {

  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

  private final AgentRegistry registry;
  private final String id;
  private volatile @Nullable Made last;

  /** The headers for a profile; of most agents it is the same all their lives. */
  private record Made(Profile profile, Headers headers) {}

  Stamp(AgentRegistry registry, String id) {
    this.registry = registry;
    this.id = id;
  }

  @Override
  public Headers apply(Headers given) {
    AgentInfo agent = registry.byId().get(id);
    return given.replacing(AgentHeaders.AGENT, agent == null ? Headers.NONE : headers(agent));
  }

  @SuppressWarnings("ReferenceEquality") // One that is equal is made anew.
  private Headers headers(AgentInfo agent) {
    Made now = last;
    if (now == null || now.profile() != agent.profile()) {
      now = new Made(agent.profile(), made(agent));
      last = now;
    }
    return now.headers();
  }

  private static Headers made(AgentInfo agent) {
    Headers headers = Headers.NONE;
    for (Map.Entry<String, String> each : agent.profile().attributes().entrySet()) {
      headers = with(headers, each.getKey(), each.getValue());
    }
    if (!agent.profile().attributes().containsKey(Condition.LOCATION)) {
      headers = with(headers, Condition.LOCATION, agent.node());
    }
    headers = withAll(headers, Condition.CAPABILITY, agent.profile().capabilities());
    headers = withAll(headers, Condition.GROUP, agent.profile().groups());
    return with(with(headers, Condition.NODE, agent.node()), Condition.TYPE, agent.type());
  }

  private static Headers withAll(Headers headers, String name, Collection<String> words) {
    return words.isEmpty()
        ? headers.without(AgentHeaders.AGENT + name)
        : with(headers, name, String.join(", ", words.stream().sorted().toList()));
  }

  private static Headers with(Headers headers, String name, String text) {
    return headers.with(AgentHeaders.AGENT + plain(name), plain(text));
  }

  /** As a header may be. */
  private static String plain(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }
}
