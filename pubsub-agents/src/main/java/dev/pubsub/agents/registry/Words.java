package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.Profile;
import java.util.Set;

/** What the agents of a cohort have in common. */
record Words(String type, Set<String> capabilities, Set<String> groups) {

  static Words of(Profile profile) {
    return new Words(profile.type(), profile.capabilities(), profile.groups());
  }

  boolean areOf(Profile profile) {
    return type.equals(profile.type())
        && capabilities.equals(profile.capabilities())
        && groups.equals(profile.groups());
  }
}
