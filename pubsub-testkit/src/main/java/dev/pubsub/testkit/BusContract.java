package dev.pubsub.testkit;

import dev.pubsub.Bus;
import org.junit.jupiter.api.Nested;

/**
 * What every bus promises, as far as a program can see it: the words of {@link dev.pubsub.Bus},
 * {@link dev.pubsub.Subscription}, {@link dev.pubsub.Topics} and {@link
 * dev.pubsub.spi.edge.Session} as tests. A subclass says how to open one.
 *
 * <p>The bus separates levels by {@code :}, makes topics when they are used, drops the newest where
 * nothing else is asked for, has a soft limit of four fifths and a default capacity of 100 or more.
 */
public abstract class BusContract {

  /** Has opened nothing yet. */
  protected BusContract() {}

  /**
   * Opens a bus that keeps no history.
   *
   * @return an open host with a bus {@code default}, which the contract closes
   */
  protected abstract Host open();

  /**
   * Opens a bus that keeps the history of every topic.
   *
   * @param keep how many signals of each topic
   * @return an open host with a bus {@code default}, which the contract closes
   */
  protected abstract Host openWithHistory(int keep);

  private Host open(int keep) {
    return keep == 0 ? open() : openWithHistory(keep);
  }

  @Nested
  final class Delivering extends DeliveryRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Overflowing extends OverflowRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Sharing extends GroupRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Selecting extends SelectionRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Routing extends RouterRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Acknowledging extends AcknowledgingRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Bundling extends BatchRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Lasting extends DurableRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Waiting extends WaitRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Remembering extends HistoryRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Ending extends ClosingRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Listing extends TopicRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Serving extends SessionRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }

  @Nested
  final class Asking extends ReplyRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }

    @Override
    Bus asker() {
      return bus();
    }

    @Override
    Bus responder() {
      return bus();
    }
  }

  @Nested
  final class AskingInSessions extends SessionRequestRules {
    @Override
    Host open(int keep) {
      return BusContract.this.open(keep);
    }
  }
}
