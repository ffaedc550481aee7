package dev.pubsub.ws.phoenix;

import java.util.Map;

/** Which topic is a channel of which kind. */
public final class Channels {

  private final Map<String, ChannelKind> named;
  private final ChannelKind others;

  /**
   * The kinds of channels.
   *
   * @param named topics that are channels of a kind of their own
   * @param others the kind of all other channels
   */
  public Channels(Map<String, ChannelKind> named, ChannelKind others) {
    this.named = Map.copyOf(named);
    this.others = others;
  }

  ChannelKind kindOf(String topic) {
    return named.getOrDefault(topic, others);
  }
}
