package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** All lanes of a bus, and their watchdog. */
public final class Lanes {

  /** As good as for ever, and still a number of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final List<Lane> lanes;
  private final Watchdog watchdog;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Lanes that are not started yet.
   *
   * @param capacity how many posts a lane takes before it refuses them for everybody
   * @param stayHot how long a worker stays awake after load
   * @param looks runs the watchdog; on time moved by hand, takeovers come when it is moved
   */
  public Lanes(String bus, int count, int capacity, Duration stayHot, Scheduler looks) {
    watchdog = new Watchdog(looks);
    Duration hot = stayHot.compareTo(LONGEST) > 0 ? LONGEST : stayHot;
    lanes =
        IntStream.range(0, count)
            .mapToObj(i -> new Lane(bus, i, capacity, hot.toNanos(), watchdog::wake))
            .toList();
    watchdog.watch(lanes);
  }

  /** Starts the workers. */
  public void start() {
    lanes.forEach(Lane::start);
    watchdog.start();
  }

  /** Lets the workers end once everything that is posted is delivered. Does not wait for them. */
  public void stop() {
    watchdog.stop();
    lanes.forEach(Lane::stop);
  }

  /** Lets the workers finish what they have in hand, and take nothing more for the time being. */
  public void hold() {
    lanes.forEach(Lane::hold);
  }

  /** Lets the workers go on. */
  public void letGo() {
    lanes.forEach(Lane::letGo);
  }

  /** How many there are. */
  public int count() {
    return lanes.size();
  }

  /** The place for a new consumer: each lane in turn. */
  public int place() {
    return Math.floorMod(turn.getAndIncrement(), lanes.size());
  }

  /**
   * Delivers letters from the past to one recipient, before everything that is kept from now on.
   */
  public void replay(int lane, Recipient recipient, List<Letter> letters) {
    Part[] alone = {recipient.forReplay()};
    for (Letter letter : letters) {
      lanes.get(lane).replay(letter, alone);
    }
  }

  /** Whether each has a thread that empties it. */
  public boolean areAlive() {
    return lanes.stream().allMatch(Lane::isAlive);
  }

  /** Whether nothing waits on any of them. */
  public boolean areIdle() {
    return lanes.stream().allMatch(Lane::isIdle);
  }

  Lane lane(int index) {
    return lanes.get(index);
  }
}
