package dev.pubsub.cluster.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Voters on a network that loses, doubles, delays and reorders what they say, and can be cut in
 * each direction; they crash and come back with their journals. Whatever one of them applies is
 * compared with what any other did at the same place.
 */
final class SimulatedVoters {

  private static final long MILLI = 1_000_000;

  private record Flight(long at, long number, String from, String to, Message message) {}

  private final Random random;
  private final List<String> names;
  private final Map<String, Raft> running = new TreeMap<>();
  private final Map<String, MemoryJournal> journals = new HashMap<>();
  private final Map<String, List<String>> states = new HashMap<>();
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(Comparator.comparingLong(Flight::at).thenComparing(Flight::number));
  private final Set<String> cuts = new HashSet<>();
  private final Map<Long, String> agreed = new HashMap<>();
  private final Map<Long, String> leaders = new HashMap<>();
  private int loss;
  private boolean asked = true;
  private long now;
  private long sent;
  private int proposed;

  SimulatedVoters(long seed, int count) {
    random = new Random(seed);
    names = List.of("a", "b", "c", "d", "e").subList(0, count);
    names.forEach(name -> journals.put(name, new MemoryJournal()));
    names.forEach(this::start);
  }

  private void start(String name) {
    Set<String> others = new HashSet<>(names);
    others.remove(name);
    Machine machine = new Recording(name);
    running.put(
        name,
        new Raft(
            name,
            others,
            // Now and then entries go one by one.
            new Tuning(20 * MILLI, 100 * MILLI, random.nextInt(3) == 0 ? 1 : 1000, 200),
            journals.get(name),
            machine,
            (to, message) -> send(name, to, message),
            random,
            now));
  }

  private void send(String from, String to, Message message) {
    int copies = random.nextInt(100) < loss ? random.nextInt(3) : 1;
    for (int i = 0; i < copies; i++) {
      long delay = random.nextInt(100) < loss ? random.nextInt(200) : 1 + random.nextInt(3);
      flights.add(new Flight(now + delay * MILLI, sent++, from, to, message));
    }
  }

  /** Lets so many milliseconds go by, in which something may be proposed and go wrong. */
  void run(int millis, boolean wild) {
    for (int i = 0; i < millis; i++) {
      now += MILLI;
      while (!flights.isEmpty() && flights.peek().at() <= now) {
        arrive(flights.poll());
      }
      running.values().forEach(voter -> voter.tick(now));
      if (asked && random.nextInt(10) == 0) {
        propose();
      }
      if (wild && random.nextInt(100) == 0) {
        happen();
      }
      check();
    }
  }

  private void arrive(Flight flight) {
    Raft voter = running.get(flight.to());
    if (voter != null && !cuts.contains(flight.from() + flight.to())) {
      voter.receive(flight.from(), flight.message(), now);
    }
  }

  /** Whoever takes himself for the leader is asked, there may be several. */
  private void propose() {
    for (Raft voter : running.values()) {
      if (voter.isLeader()) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          voter.propose(Integer.toString(proposed++).getBytes(StandardCharsets.UTF_8));
        }
        voter.flush(now);
      }
    }
  }

  private void happen() {
    String one = names.get(random.nextInt(names.size()));
    String other = names.get(random.nextInt(names.size()));
    switch (random.nextInt(7)) {
      case 0 -> names.forEach(name -> cuts.addAll(List.of(one + name, name + one)));
      case 1 -> cuts.add(one + other);
      case 2 -> names.forEach(name -> cuts.add(name + one));
      case 3 -> cuts.clear();
      case 4 -> running.remove(one);
      case 5 -> names.stream().filter(name -> !running.containsKey(name)).forEach(this::start);
      default -> loss = random.nextInt(40);
    }
  }

  /** Everything works again. */
  void heal() {
    cuts.clear();
    loss = 0;
    names.stream().filter(name -> !running.containsKey(name)).forEach(this::start);
  }

  /** Nothing is proposed from now on, so that who lags can catch up. */
  void rest() {
    asked = false;
  }

  private void check() {
    running.forEach(
        (name, voter) -> {
          if (voter.isLeader()) {
            assertThat(leaders.putIfAbsent(voter.term(), name))
                .as("who else leads in term %d", voter.term())
                .isIn(null, name);
          }
        });
  }

  Optional<Raft> leader() {
    return running.values().stream().filter(Raft::isLeader).findFirst();
  }

  List<Raft> voters() {
    return new ArrayList<>(running.values());
  }

  Raft voter(String name) {
    return running.get(name);
  }

  void cutOff(String one) {
    names.forEach(name -> cuts.addAll(List.of(one + name, name + one)));
  }

  List<String> state(String name) {
    return states.get(name);
  }

  int agreedOn() {
    return agreed.size();
  }

  private final class Recording implements Machine {
    private final String name;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public void apply(long index, byte[] command) {
      String text = new String(command, StandardCharsets.UTF_8);
      assertThat(agreed.putIfAbsent(index, text)).as("at %d", index).isIn(null, text);
      states.get(name).add(text);
    }

    @Override
    public byte[] snapshot() {
      return String.join(",", states.get(name)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void restore(byte[] state) {
      String text = new String(state, StandardCharsets.UTF_8);
      states.put(name, new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split(","))));
    }
  }
}
