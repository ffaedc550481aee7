package dev.pubsub.cluster.interest;

import dev.pubsub.spi.edge.Demand;
import java.util.Optional;

/**
 * A demand as a text: the pattern alone, or followed by what is special, each behind a character
 * that no pattern has.
 */
public final class DemandText {

  private static final char MARK = '\u0001';

  private static final int FIELDS = 4;

  private DemandText() {}

  /**
   * Writes a demand.
   *
   * @param demand of this node
   * @return the text that stands for it, and for no other
   */
  public static String write(Demand demand) {
    return demand.equals(Demand.ofAll(demand.pattern()))
        ? demand.pattern()
        : demand.pattern()
            + MARK
            + (demand.acknowledged() ? "a" : "")
            + MARK
            + demand.members()
            + MARK
            + demand.group();
  }

  /** Empty for what another version of the program writes. */
  static Optional<Demand> read(String text) {
    if (text.indexOf(MARK) < 0) {
      return Optional.of(Demand.ofAll(text));
    }
    String[] fields = text.split(String.valueOf(MARK), FIELDS);
    if (fields.length < FIELDS || !fields[2].matches("0|[1-9]\\d{0,8}")) {
      return Optional.empty();
    }
    if (fields[2].equals("0") && !fields[3].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Demand(fields[0], fields[3], Integer.parseInt(fields[2]), fields[1].equals("a")));
  }
}
