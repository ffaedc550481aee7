package dev.pubsub.cluster.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A stream over a way that loses, doubles and holds up, to topics that are full at times. */
class StreamProperties {

  private static final int TOPICS = 4;

  private Outbound outbound = new Outbound(1, 2000);
  private Inbound inbound = new Inbound();
  private final List<Runnable> underWay = new ArrayList<>();
  private final Set<Integer> full = new HashSet<>();
  private final Map<Integer, List<Long>> taken = new HashMap<>();
  private final Map<Integer, List<Long>> kept = new HashMap<>();
  private int faults = 20;
  private Random random = new Random();
  private long added;

  @Property(tries = 300)
  void everythingArrivesOnceAndInOrderForEachTopic(@ForAll long seed) {
    begin(seed);
    for (int step = 0; step < 400; step++) {
      happen();
    }
    faults = 0;
    full.clear();
    for (int step = 0; step < 200 && outbound.size() > 0; step++) {
      outbound.retry(true);
      resume();
      send();
      arrive(underWay.size());
    }

    assertThat(outbound.size()).isZero();
    assertThat(outbound.bytes()).isZero();
    assertThat(taken).isEqualTo(kept);
    assertThat(inbound.settled()).isEqualTo(new Frame.Settled(1, added, List.of(), false));
  }

  private void begin(long seed) {
    random = new Random(seed);
    outbound = new Outbound(1, 2000);
    inbound = new Inbound();
    underWay.clear();
    full.clear();
    taken.clear();
    kept.clear();
    faults = 20;
    added = 0;
  }

  private void happen() {
    switch (random.nextInt(8)) {
      case 0, 1 -> add();
      case 2 -> send();
      case 3, 4 -> arrive(random.nextInt(5));
      case 5 -> {
        if (!full.remove(random.nextInt(TOPICS))) {
          full.add(random.nextInt(TOPICS));
        }
      }
      case 6 -> {
        outbound.retry(random.nextBoolean());
        resume();
      }
      default -> {
        outbound.restart();
        resume();
      }
    }
  }

  private void add() {
    added++;
    int topic = random.nextInt(TOPICS);
    kept.computeIfAbsent(topic, any -> new ArrayList<>()).add(added);
    outbound.add("bus", "t" + topic, Passage.PLAIN, new byte[] {(byte) topic});
  }

  private void resume() {
    Frame.Resume resume = outbound.resume();
    goes(() -> inbound.resume(resume));
  }

  private void send() {
    for (Numbered next = outbound.poll(); next != null; next = outbound.poll()) {
      Numbered signal = next;
      goes(() -> take(signal));
    }
  }

  private void take(Numbered signal) {
    int topic = signal.signal()[0];
    inbound.take(
        signal.passage(),
        "bus " + topic,
        () -> {
          if (full.contains(topic)) {
            return false;
          }
          taken.computeIfAbsent(topic, any -> new ArrayList<>()).add(signal.number());
          return true;
        });
    Frame.Settled settled = inbound.settled();
    goes(
        () -> {
          if (outbound.settled(settled)) {
            resume();
          }
          send();
        });
  }

  private void goes(Runnable frame) {
    int fault = random.nextInt(100);
    if (fault >= faults) {
      underWay.add(frame);
    }
    if (fault < faults / 4) {
      underWay.add(random.nextInt(underWay.size() + 1), frame);
      underWay.add(frame);
    }
  }

  private void arrive(int count) {
    for (int i = 0; i < count && !underWay.isEmpty(); i++) {
      underWay.remove(0).run();
    }
  }

  @Property(tries = 50)
  void whatCannotBeTakenHoldsUpNoOtherTopic(@ForAll long seed) {
    begin(seed);
    faults = 0;
    full.add(0);
    resume();
    for (int i = 0; i < 15; i++) {
      add();
      send();
      arrive(underWay.size());
    }
    kept.remove(0);

    assertThat(taken).isEqualTo(kept);
    assertThat(inbound.settled().waiting())
        .hasSize(15 - (int) kept.values().stream().flatMap(List::stream).count());
  }

  @Property(tries = 20)
  void whatIsGivenUpIsNotWaitedFor(@ForAll long seed) {
    begin(seed);
    faults = 0;
    LongStream.range(0, 5).forEach(i -> add());
    outbound.poll();
    assertThat(outbound.clear()).isEqualTo(5);
    kept.clear();
    resume();
    add();
    send();
    arrive(underWay.size());
    arrive(underWay.size());

    assertThat(taken).isEqualTo(kept);
    assertThat(outbound.size()).isZero();
  }
}
