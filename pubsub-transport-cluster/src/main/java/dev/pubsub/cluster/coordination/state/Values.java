package dev.pubsub.cluster.coordination.state;

import dev.pubsub.cluster.coordination.state.Outcome.Reason;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps whose values change only for whoever knows which one is there. */
final class Values {

  record Key(String map, String key) {}

  record Cell(long version, String text) {}

  final SortedMap<Key, Cell> cells =
      new TreeMap<>(Comparator.comparing(Key::map).thenComparing(Key::key));

  private final Limits limits;
  private long bytes;

  Values(Limits limits) {
    this.limits = limits;
  }

  void restore(Key key, Cell cell) {
    cells.put(key, cell);
    bytes += bytes(key, cell);
  }

  private static long bytes(Key key, Cell cell) {
    return 2L * (key.map().length() + key.key().length() + cell.text().length());
  }

  Outcome get(Operation.Get get) {
    Cell cell = cells.get(new Key(get.map(), get.key()));
    return cell == null ? new Outcome.Value(0, "") : new Outcome.Value(cell.version(), cell.text());
  }

  Outcome put(Operation.Put put, long index) {
    Key key = new Key(put.map(), put.key());
    Cell old = cells.get(key);
    long there = old == null ? 0 : old.version();
    if (there != put.expected()) {
      return new Outcome.Conflict(there);
    }
    Cell cell = new Cell(index, put.value());
    long more = bytes(key, cell) - (old == null ? 0 : bytes(key, old));
    if (bytes + more > limits.valueBytes() || (old == null && cells.size() >= limits.values())) {
      return new Outcome.Refused(Reason.FULL);
    }
    bytes += more;
    cells.put(key, cell);
    return new Outcome.Value(index, "");
  }

  Outcome remove(Operation.Remove remove) {
    Key key = new Key(remove.map(), remove.key());
    Cell old = cells.get(key);
    long there = old == null ? 0 : old.version();
    if (there != remove.expected()) {
      return new Outcome.Conflict(there);
    }
    if (old != null) {
      cells.remove(key);
      bytes -= bytes(key, old);
    }
    return new Outcome.Value(0, "");
  }
}
