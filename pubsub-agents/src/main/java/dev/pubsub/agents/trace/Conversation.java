package dev.pubsub.agents.trace;

import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The signals of one conversation, the newest of them; not for several threads at once. */
final class Conversation {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final int most;
  private long forgotten;

  Conversation(int most) {
    this.most = most;
  }

  private record Entry(Signal signal, String cause) {}

  /** Keeps a signal; returns the id of the one that had to go for it, or the empty string. */
  String add(Signal signal) {
    String gone = "";
    if (entries.size() == most) {
      gone = entries.keySet().iterator().next();
      entries.remove(gone);
      forgotten++;
    }
    String cause = signal.headers().getOrDefault(AgentHeaders.CAUSATION, "");
    entries.put(signal.id().toString(), new Entry(signal, cause));
    return gone;
  }

  Set<String> ids() {
    return entries.keySet();
  }

  ConversationTree tree(String id) {
    Map<String, List<Entry>> byCause = new LinkedHashMap<>();
    Set<String> left = new LinkedHashSet<>(entries.keySet());
    List<Entry> roots = new ArrayList<>();
    for (Entry each : entries.values()) {
      if (entries.containsKey(each.cause)) {
        byCause.computeIfAbsent(each.cause, cause -> new ArrayList<>()).add(each);
      } else {
        roots.add(each);
      }
    }
    List<ConversationTree.Node> nodes = new ArrayList<>();
    roots.forEach(root -> nodes.add(node(root, byCause, left)));
    // Causes are headers, which anybody may write: those that cause each other hang on no root.
    while (!left.isEmpty()) {
      nodes.add(node(first(left), byCause, left));
    }
    return new ConversationTree(id, nodes, forgotten);
  }

  private Entry first(Set<String> ids) {
    return ids.stream().flatMap(each -> Stream.ofNullable(entries.get(each))).findFirst().get();
  }

  /** As deep as there are signals, of which there are at most a thousand. */
  private static ConversationTree.Node node(
      Entry entry, Map<String, List<Entry>> byCause, Set<String> left) {
    Signal signal = entry.signal;
    left.remove(signal.id().toString());
    List<ConversationTree.Node> children = new ArrayList<>();
    for (Entry each : byCause.getOrDefault(signal.id().toString(), List.of())) {
      if (left.contains(each.signal.id().toString())) {
        children.add(node(each, byCause, left));
      }
    }
    return ConversationTree.Node.of(signal, children);
  }
}
