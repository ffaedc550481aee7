package dev.pubsub.cluster.coordination.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes and reads outcomes: a byte for the kind, then the fields. */
public final class OutcomeCodec {

  private static final int OPENED = 1;
  private static final int RENEWED = 2;
  private static final int DONE = 3;
  private static final int GRANTED = 4;
  private static final int WAITING = 5;
  private static final int COUNT = 6;
  private static final int VALUE = 7;
  private static final int CONFLICT = 8;
  private static final int REFUSED = 9;

  private OutcomeCodec() {}

  /**
   * Writes an outcome.
   *
   * @param to behind what is there
   * @param outcome any
   * @throws IOException when it cannot be written
   */
  public static void write(DataOutput to, Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Opened opened) {
      begin(to, OPENED, opened.session());
    } else if (outcome instanceof Outcome.Renewed renewed) {
      begin(to, RENEWED, renewed.granted().size());
      for (Map.Entry<Long, Long> each : renewed.granted().entrySet()) {
        to.writeLong(each.getKey());
        to.writeLong(each.getValue());
      }
    } else if (outcome instanceof Outcome.Done) {
      to.writeByte(DONE);
    } else if (outcome instanceof Outcome.Granted granted) {
      begin(to, GRANTED, granted.token());
    } else if (outcome instanceof Outcome.Waiting) {
      to.writeByte(WAITING);
    } else if (outcome instanceof Outcome.Count count) {
      begin(to, COUNT, count.value());
    } else if (outcome instanceof Outcome.Value value) {
      begin(to, VALUE, value.version());
      Octets.writeText(to, value.value());
    } else if (outcome instanceof Outcome.Conflict conflict) {
      begin(to, CONFLICT, conflict.version());
    } else if (outcome instanceof Outcome.Refused refused) {
      to.writeByte(REFUSED);
      Octets.writeText(to, refused.reason().name());
    }
  }

  private static void begin(DataOutput to, int kind, long number) throws IOException {
    to.writeByte(kind);
    to.writeLong(number);
  }

  /**
   * Reads an outcome.
   *
   * @param from where one begins
   * @return the outcome
   * @throws IOException when there is none
   */
  public static Outcome read(DataInput from) throws IOException {
    int kind = from.readByte();
    return switch (kind) {
      case OPENED -> new Outcome.Opened(from.readLong());
      case RENEWED -> renewed(from);
      case DONE -> new Outcome.Done();
      case GRANTED -> new Outcome.Granted(from.readLong());
      case WAITING -> new Outcome.Waiting();
      case COUNT -> new Outcome.Count(from.readLong());
      case VALUE -> new Outcome.Value(from.readLong(), Octets.readText(from));
      case CONFLICT -> new Outcome.Conflict(from.readLong());
      case REFUSED -> new Outcome.Refused(reason(Octets.readText(from)));
      default -> throw new IOException("there is no outcome of kind " + kind);
    };
  }

  private static Outcome.Reason reason(String name) throws IOException {
    for (Outcome.Reason reason : Outcome.Reason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    throw new IOException("there is no reason " + name);
  }

  private static Outcome renewed(DataInput from) throws IOException {
    long count = from.readLong();
    Map<Long, Long> granted = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      granted.put(from.readLong(), from.readLong());
    }
    return new Outcome.Renewed(granted);
  }
}
