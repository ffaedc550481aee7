package dev.pubsub.resilience.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.resilience.network.Network;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Nodes that share a rate, while demand, nodes and the network change by chance. */
final class SharesProperties {

  private static final double RATE = 1000;
  private static final double ROUNDING = 1e-9;
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** News after a cut are late twice; the rest of the settling time is for the ticks of two. */
  private static final Duration LATEST = Duration.ofMillis(3500);

  /** Until what is asked no more has faded. */
  private static final Duration CALM = SETTLING.multipliedBy(9);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(250);

  /** One process: what is asked of it, and what it makes of what it hears. */
  private static final class Instance {
    final Network<String, NodeDemand>.Node node;
    final Shares shares;
    final ManualTime time;
    double wanted;
    double asked;
    Share share = Share.WHOLE;
    boolean ended;

    Instance(Network<String, NodeDemand>.Node node, ManualTime time, Duration phase, int expected) {
      this.node = node;
      this.time = time;
      this.shares = new Shares(node, node, SETTLING, expected, time.nanoTime());
      tick();
      time.schedule(phase, this::again);
    }

    private void again() {
      if (!ended) {
        tick();
        time.schedule(TICK, this::again);
      }
    }

    private void tick() {
      Want want = new Want(RATE, (long) asked);
      share = shares.reckon(time.nanoTime(), Map.of("all", want)).get("all");
    }
  }

  enum Kind {
    WANT,
    CUT,
    FAIL,
    LEAVE,
    START
  }

  /** What happens, to whom, and how long nothing else does. */
  record Event(Kind kind, int node, int number, int millis) {}

  private static final class World {
    final ManualTime time = new ManualTime();
    final Random random;
    final Network<String, NodeDemand> network;
    final List<String> names;
    final Map<String, Instance> processes = new TreeMap<>();

    World(long seed, int nodes) {
      this.random = new Random(seed);
      this.network = new Network<>(time, random, LATEST);
      this.names = IntStream.range(0, nodes).mapToObj(i -> "node-" + i).toList();
      names.forEach(this::start);
    }

    void start(String name) {
      Duration phase = Duration.ofMillis(random.nextInt((int) TICK.toMillis()));
      processes.computeIfAbsent(
          name, any -> new Instance(network.join(name), time, phase, names.size()));
    }

    private void end(String name, boolean leaving) {
      Instance process = processes.get(name);
      if (process != null) {
        if (leaving) {
          process.shares.leave();
          pass(LATEST);
        }
        processes.remove(name);
        process.ended = true;
        process.node.end();
      }
    }

    void play(Event event) {
      String name = names.get(event.node % names.size());
      switch (event.kind) {
        case WANT -> want(name, event.number);
        case CUT -> network.cut(sides(event.number));
        case FAIL -> end(name, false);
        case LEAVE -> end(name, true);
        case START -> {
          start(name);
          want(name, event.number);
        }
      }
      pass(Duration.ofMillis(event.millis));
    }

    /** Any division into up to three sides. */
    private Map<String, Integer> sides(int number) {
      Random chance = new Random(number);
      return names.stream().collect(Collectors.toMap(Function.identity(), n -> chance.nextInt(3)));
    }

    private void want(String name, double wanted) {
      Stream.ofNullable(processes.get(name)).forEach(process -> process.wanted = wanted);
    }

    void heal() {
      network.cut(Map.of());
      pass(CALM);
    }

    double sum() {
      return processes.values().stream().mapToDouble(each -> each.share.part()).sum();
    }

    double most = 2;

    void pass(Duration span) {
      for (long i = 0; i < span.toMillis() / STEP.toMillis(); i++) {
        processes.values().forEach(each -> each.asked += each.wanted * STEP.toMillis() / 1000.0);
        time.advance(STEP);
        assertThat(sum()).isLessThanOrEqualTo(most + ROUNDING);
      }
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 59),
            Arbitraries.integers().between(0, 1500),
            Arbitraries.integers().between(0, 15_000))
        .as(Event::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property(tries = 200)
  void whileAllSeeEachOtherTheirPartsAreNeverMoreThanTheRate(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int nodes,
      @ForAll("events") List<Event> events) {
    World world = new World(seed, nodes);
    world.pass(SETTLING);
    world.most = 1;
    events.stream().filter(event -> event.kind == Kind.WANT).forEach(world::play);
    world.pass(CALM);
    assertThat(world.sum()).isBetween(1 - ROUNDING, 1 + ROUNDING);
  }

  @Property(tries = 500)
  void howeverThreeAreCutOffFailLeaveAndComeBackTheyNeverHaveMoreThanTwiceTheRate(
      @ForAll long seed, @ForAll("events") List<Event> events) {
    neverMoreThanTwiceTheRate(new World(seed, 3), events);
  }

  @Property(tries = 200)
  void norDoFive(@ForAll long seed, @ForAll("events") List<Event> events) {
    neverMoreThanTwiceTheRate(new World(seed, 5), events);
  }

  /** Node 2 is counted by node 1 for what it was before, and counts itself as alone. */
  @Example
  void norWhenOneIsBackBeforeItWasMissed() {
    neverMoreThanTwiceTheRate(
        new World(-5, 3),
        List.of(
            new Event(Kind.WANT, 1, 354, 0),
            new Event(Kind.LEAVE, 0, 0, 250),
            new Event(Kind.CUT, 0, 0, 1000),
            new Event(Kind.FAIL, 2, 0, 0),
            new Event(Kind.CUT, 0, 2, 0),
            new Event(Kind.START, 2, 0, 0),
            new Event(Kind.START, 0, 0, 0)));
  }

  private static void neverMoreThanTwiceTheRate(World world, List<Event> events) {
    world.pass(SETTLING);
    events.forEach(world::play);
    world.heal();
    world.names.forEach(world::start);
    world.heal();
    assertThat(world.sum()).isBetween(1 - ROUNDING, 1 + ROUNDING);
  }
}
