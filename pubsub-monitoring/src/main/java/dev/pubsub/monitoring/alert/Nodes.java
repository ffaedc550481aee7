package dev.pubsub.monitoring.alert;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes nodes that go without having said so. Each says on a roster that it is there, and when it
 * stops, that it leaves; of one that says neither nothing is noted.
 */
final class Nodes implements Members.Listener, Roster.Watcher<String, Boolean> {

  static final String ROSTER = "monitoring:nodes";

  private final Standing standing;
  private final Scheduler time;
  private final Set<String> here = ConcurrentHashMap.newKeySet();

  Nodes(Standing standing, Scheduler time) {
    this.standing = standing;
    this.time = time;
  }

  /** Notes what was told on the roster before it was watched, too. */
  void known(Map<String, Boolean> entries) {
    entries.forEach((node, stays) -> changed(node, Optional.empty(), Optional.of(stays)));
  }

  @Override
  public void changed(
      String node, Optional<? extends Boolean> before, Optional<? extends Boolean> after) {
    // An entry that is gone says nothing: it goes with its node, whichever way that goes.
    after.ifPresent(
        stays -> {
          if (stays) {
            here.add(node);
            standing.ends(downOf(node));
          } else {
            here.remove(node);
          }
        });
  }

  @Override
  public void up(String node) {
    standing.ends(downOf(node));
  }

  @Override
  public void down(String node) {
    if (here.remove(node)) {
      standing.begins(downOf(node), time.nanoTime());
    }
  }

  private static Cause downOf(String node) {
    return new Cause(Rule.INSTANCE_DOWN, "", node);
  }

  /** Whether a node stays, by its name. */
  static final class Codec implements RosterCodec<String, Boolean> {

    @Override
    public String writeKey(String node) {
      return node;
    }

    @Override
    public String readKey(String text) {
      return text;
    }

    @Override
    public Object write(Boolean stays) {
      return stays;
    }

    @Override
    public Boolean read(Object written) {
      return (Boolean) written;
    }
  }
}
