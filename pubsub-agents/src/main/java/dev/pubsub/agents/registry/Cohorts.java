package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.Profile;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The agents by what is said of them. Follows the roster, which tells of the changes of one agent
 * in order.
 */
final class Cohorts {

  private final Index<Words, String> ids = new Index<>(this::appears, this::disappears);
  private final Index<String, Words> types = new Index<>();
  private final Index<String, Words> capabilities = new Index<>();
  private final Index<String, Words> groups = new Index<>();
  private final Index<String, String> owned = new Index<>();

  private void appears(Words words) {
    types.add(words.type(), words);
    words.capabilities().forEach(each -> capabilities.add(each, words));
    words.groups().forEach(each -> groups.add(each, words));
  }

  private void disappears(Words words) {
    types.remove(words.type(), words);
    words.capabilities().forEach(each -> capabilities.remove(each, words));
    words.groups().forEach(each -> groups.remove(each, words));
  }

  /** Told by the roster. */
  void changed(
      String id, Optional<? extends AgentInfo> before, Optional<? extends AgentInfo> after) {
    if (before.isPresent() && after.isPresent()) {
      moved(id, before.get().profile(), after.get().profile());
    } else {
      before.ifPresent(info -> ids.remove(Words.of(info.profile()), id));
      after.ifPresent(info -> ids.add(Words.of(info.profile()), id));
    }
    String was = before.map(AgentInfo::owner).orElse("");
    String is = after.map(AgentInfo::owner).orElse("");
    if (!was.equals(is)) {
      disown(was, id);
      own(is, id);
    }
  }

  private void moved(String id, Profile before, Profile after) {
    Words words = Words.of(before);
    if (!words.areOf(after)) {
      ids.add(Words.of(after), id);
      ids.remove(words, id);
    }
  }

  private void own(String owner, String id) {
    if (!owner.isEmpty()) {
      owned.add(owner, id);
    }
  }

  private void disown(String owner, String id) {
    if (!owner.isEmpty()) {
      owned.remove(owner, id);
    }
  }

  Stream<String> ofType(String type) {
    return types.elements(type).flatMap(ids::elements);
  }

  Stream<String> withCapability(String capability) {
    return capabilities.elements(capability).flatMap(ids::elements);
  }

  Stream<String> inGroup(String group) {
    return groups.elements(group).flatMap(ids::elements);
  }

  /** Those that may match: only the words were looked at, unless the pattern names an id. */
  Stream<String> matching(AgentPattern pattern) {
    Optional<Condition> one =
        pattern.conditions().stream().filter(Condition::namesAnAgent).findAny();
    return one.isPresent()
        ? Stream.of(one.get().value().text())
        : narrowest(pattern).filter(pattern::admits).flatMap(ids::elements);
  }

  private Stream<Words> narrowest(AgentPattern pattern) {
    Optional<Condition> best =
        pattern.conditions().stream()
            .filter(Condition::namesAWord)
            .min(Comparator.comparingInt(each -> indexOf(each).size(each.value().text())));
    return best.isPresent() ? indexOf(best.get()).elements(best.get().value().text()) : ids.keys();
  }

  private Index<String, Words> indexOf(Condition condition) {
    return switch (condition.name()) {
      case Condition.TYPE -> types;
      case Condition.CAPABILITY -> capabilities;
      default -> groups;
    };
  }

  Stream<String> ownedBy(String owner) {
    return owned.elements(owner);
  }
}
