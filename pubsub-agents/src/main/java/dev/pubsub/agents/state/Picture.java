package dev.pubsub.agents.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a follower shows: always a state that an owner had. Any thread may look at it; one at a time
 * changes it.
 */
final class Picture {

  /** What waits for the whole state; if that is not enough, the gap shows later. */
  private static final int MAX_AHEAD = 10_000;

  private final Map<String, Object> values = new HashMap<>();
  private final Deque<Word.Change> ahead = new ArrayDeque<>();
  private String epoch = StateSnapshot.NONE.epoch();
  private long version = StateSnapshot.NONE.version();
  private boolean behind = true;

  synchronized boolean isBehind() {
    return behind;
  }

  synchronized StateSnapshot snapshot() {
    return new StateSnapshot(epoch, version, values);
  }

  synchronized Optional<Object> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized long version() {
    return version;
  }

  /** An owner begins: what was before counts no longer. */
  synchronized List<StateChange> begin(StateSnapshot opened) {
    ahead.clear();
    behind = false;
    return List.of(become(opened));
  }

  /** The next step, if it is that; whatever else is kept until the whole state comes. */
  synchronized List<StateChange> step(Word.Change change) {
    if (!behind && isNext(change)) {
      return List.of(apply(change));
    }
    if (!isOver(change.epoch(), change.version())) {
      behind = true;
      if (ahead.size() == MAX_AHEAD) {
        ahead.removeFirst();
      }
      ahead.addLast(change);
    }
    return List.of();
  }

  synchronized void compare(Word.Beat beat) {
    behind |= !isOver(beat.epoch(), beat.version());
  }

  /** The whole state, and what has come behind it, up to the first gap. */
  synchronized List<StateChange> catchUp(StateSnapshot whole) {
    List<StateChange> changes = new ArrayList<>();
    if (!isOver(whole.epoch(), whole.version())) {
      changes.add(become(whole));
    }
    behind = false;
    while (!ahead.isEmpty() && !behind) {
      Word.Change next = ahead.removeFirst();
      if (isNext(next)) {
        changes.add(apply(next));
      } else if (next.epoch().equals(epoch) && next.version() > version) {
        ahead.addFirst(next);
        behind = true;
      }
    }
    return changes;
  }

  private boolean isNext(Word.Change change) {
    return change.epoch().equals(epoch) && change.version() == version + 1;
  }

  private boolean isOver(String ofEpoch, long ofVersion) {
    return ofEpoch.equals(epoch) && ofVersion <= version;
  }

  private StateChange apply(Word.Change change) {
    version = change.version();
    values.keySet().removeAll(change.removed());
    values.putAll(change.put());
    return new StateChange(version, change.put(), change.removed());
  }

  private StateChange become(StateSnapshot whole) {
    Set<String> removed = new HashSet<>(values.keySet());
    removed.removeAll(whole.values().keySet());
    Map<String, Object> put = new HashMap<>(whole.values());
    put.entrySet().removeIf(each -> Objects.equals(values.get(each.getKey()), each.getValue()));
    epoch = whole.epoch();
    version = whole.version();
    values.clear();
    values.putAll(whole.values());
    return new StateChange(version, put, removed);
  }
}
