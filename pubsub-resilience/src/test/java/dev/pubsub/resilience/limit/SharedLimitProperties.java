package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.resilience.network.Network;
import dev.pubsub.resilience.share.NodeDemand;
import dev.pubsub.resilience.share.Share;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What three nodes let through of 1,000 a second that are for all of them. */
final class SharedLimitProperties {

  private static final int RATE = 1000;
  private static final int BURST = 100;
  private static final String RULE = "all: publish " + RATE + "/1s burst=" + BURST + " per=cluster";
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(10);

  private final ManualTime time = new ManualTime();

  private final class Node {
    final Network<String, NodeDemand>.Node node;
    final Limiter limiter = new Limiter(LimitReader.list(RULE), 10, time, new FakePressure());
    final LimitShares shares = new LimitShares(limiter, time, SETTLING, 1);
    double pending;
    long granted;

    Node(Network<String, NodeDemand> network, String name) {
      node = network.join(name);
      shares.begin(node, node);
    }

    void publish(double wanted) {
      pending += wanted * STEP.toMillis() / 1000;
      for (; pending >= 1; pending--) {
        granted += isGranted(limiter) ? 1 : 0;
      }
    }
  }

  private static boolean isGranted(Limiter limiter) {
    return limiter
        .admit(Operation.PUBLISH, "default", "ann", "a", Priority.NORMAL)
        .equals(Admission.GRANTED);
  }

  private List<Node> nodes(Network<String, NodeDemand> network) {
    return List.of("a", "b", "c").stream().map(name -> new Node(network, name)).toList();
  }

  private Network<String, NodeDemand> network(long seed) {
    return new Network<>(time, new Random(seed), Duration.ofSeconds(3));
  }

  /** How many are let through in a while by all together. */
  private long pass(Duration span, List<Node> nodes, List<Integer> wanted) {
    long before = granted(nodes);
    long steps = span.dividedBy(STEP);
    for (long i = 0; i < steps; i++) {
      IntStream.range(0, nodes.size()).forEach(n -> nodes.get(n).publish(wanted.get(n)));
      time.advance(STEP);
    }
    return granted(nodes) - before;
  }

  private static long granted(List<Node> nodes) {
    return nodes.stream().mapToLong(node -> node.granted).sum();
  }

  @Property(tries = 25)
  void togetherTheyLetTheRateThroughWithinFivePercentWhicheverOfThemIsAsked(
      @ForAll long seed,
      @ForAll @Size(3) List<@IntRange(max = 2000) Integer> given,
      @ForAll @IntRange(max = 2) int busiest) {
    List<Integer> wanted = new ArrayList<>(given);
    wanted.set(busiest, RATE + given.get(busiest));
    List<Node> nodes = nodes(network(seed));
    pass(SETTLING.multipliedBy(3), nodes, wanted);

    long granted = pass(Duration.ofSeconds(20), nodes, wanted);

    assertThat(granted / 20.0).isBetween(0.95 * RATE, 1.05 * RATE);
  }

  @Property(tries = 25)
  void whoAsksForLessThanThereIsForAllIsRefusedNothing(
      @ForAll long seed, @ForAll @Size(3) List<@IntRange(max = 320) Integer> wanted) {
    List<Node> nodes = nodes(network(seed));
    pass(SETTLING.multipliedBy(3), nodes, wanted);

    long granted = pass(Duration.ofSeconds(20), nodes, wanted);

    assertThat(granted).isBetween(20L * sum(wanted) - 3, 20L * sum(wanted) + 3);
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  @Property(tries = 25)
  void inACutTheyNeverLetMoreThanTwiceTheRateThrough(
      @ForAll long seed,
      @ForAll @Size(3) List<@IntRange(max = 3000) Integer> wanted,
      @ForAll @Size(3) List<@IntRange(max = 2) Integer> sides) {
    Network<String, NodeDemand> network = network(seed);
    List<Node> nodes = nodes(network);
    pass(SETTLING.multipliedBy(3), nodes, wanted);
    network.cut(Map.of("a", sides.get(0), "b", sides.get(1), "c", sides.get(2)));
    for (int second = 0; second < 40; second++) {
      // A second may begin with what was saved up.
      assertThat(pass(Duration.ofSeconds(1), nodes, wanted)).isLessThanOrEqualTo(2L * RATE + BURST);
    }
    network.cut(Map.of());
    for (int second = 0; second < 40; second++) {
      assertThat(pass(Duration.ofSeconds(1), nodes, wanted)).isLessThanOrEqualTo(2L * RATE + BURST);
    }
    assertThat(pass(Duration.ofSeconds(20), nodes, wanted)).isLessThanOrEqualTo(21L * RATE);
  }

  @Property(tries = 25)
  void afterAQuietMinuteAllCanBeAskedAtOnce(
      @ForAll long seed, @ForAll @Size(3) List<@IntRange(min = 400, max = 1500) Integer> wanted) {
    List<Node> nodes = nodes(new Network<>(time, new Random(seed), Duration.ofMillis(200)));
    pass(Duration.ofMinutes(1), nodes, List.of(0, 0, 0));

    long first = pass(Duration.ofSeconds(4), nodes, wanted);

    assertThat(first).isBetween(2L * RATE, 4L * RATE + BURST);
    assertThat(pass(Duration.ofSeconds(5), nodes, wanted)).isBetween(4750L, 5050L);
  }

  @Property(tries = 25)
  void aLimitThatIsPutOnOneAfterTheOtherBeginsWithNoMoreThanTheRate(
      @ForAll long seed, @ForAll @IntRange(max = 500) int pause) {
    List<Node> nodes = nodes(new Network<>(time, new Random(seed), Duration.ofMillis(200)));
    nodes.forEach(node -> node.limiter.remove("all"));
    pass(Duration.ofMinutes(1), nodes, List.of(0, 0, 0));
    for (Node node : nodes) {
      node.limiter.put(LimitReader.list(RULE).get(0), 1);
      node.shares.reckon();
      time.advance(Duration.ofMillis(pause));
    }
    List<Integer> wanted = List.of(RATE, RATE, RATE);

    assertThat(pass(Duration.ofSeconds(1), nodes, wanted)).isLessThanOrEqualTo(RATE + BURST);
    pass(Duration.ofSeconds(5), nodes, wanted);
    assertThat(pass(Duration.ofSeconds(5), nodes, wanted)).isBetween(4750L, 5050L);
  }

  /** Nine of ten that are there, of those that come by chance. */
  @Example
  void whatComesByChanceIsNotLostBetweenTheNodesEither() {
    Random chance = new Random(7);
    List<Node> nodes = nodes(new Network<>(time, new Random(3), Duration.ofMillis(50)));
    Limiter one =
        new Limiter(
            LimitReader.list(RULE.replace("cluster", "node")), 10, time, new FakePressure());
    long inOne = 0;
    for (long i = 0; i < Duration.ofMinutes(2).dividedBy(STEP); i++) {
      for (int n = 0; n < 3; n++) {
        // As many as come in a step with mean 3.33: the sum of ten that come or do not.
        int come = (int) chance.ints(10, 0, 3).filter(number -> number == 0).count();
        nodes.get(n).publish(come * 1000.0 / STEP.toMillis());
        inOne += IntStream.range(0, come).filter(any -> isGranted(one)).count();
      }
      time.advance(STEP);
    }
    assertThat((double) granted(nodes)).isGreaterThan(0.9 * inOne);
  }

  /** A part, how long it lasts, and whether anything is taken at its beginning. */
  record Part(double part, int millis, boolean taking) {}

  @Provide
  Arbitrary<List<Part>> parts() {
    return Combinators.combine(
            Arbitraries.of(0.01, 0.1, 0.3, 0.5, 0.999, 1.0),
            Arbitraries.integers().between(0, 500),
            Arbitraries.of(true, false))
        .as(Part::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 500)
  void partsThatComeAndGoBringNoTokens(@ForAll("parts") List<Part> parts) {
    Limiter limiter = new Limiter(LimitReader.list(RULE), 10, time, new FakePressure());
    int granted = 0;
    double inflow = BURST;
    for (Part each : parts) {
      limiter.share(Map.of("all", new Share(each.part, 2, 2, 2)));
      while (each.taking && isGranted(limiter)) {
        granted++;
      }
      time.advance(Duration.ofMillis(each.millis));
      inflow += each.part * RATE * each.millis / 1000;
      assertThat(granted).isLessThanOrEqualTo((int) Math.ceil(inflow));
    }
  }

  @Property(tries = 100)
  void norDoTheyCostAnyHoweverSlowTheLimit(
      @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 20, max = 1000) Integer> thousandths) {
    Limiter limiter =
        new Limiter(
            LimitReader.list("all: publish 10/1m burst=1000 per=cluster"),
            10,
            time,
            new FakePressure());
    while (isGranted(limiter)) {}
    double inflow = 0;
    for (int each : thousandths) {
      limiter.share(Map.of("all", new Share(each / 1000.0, 2, 2, 2)));
      time.advance(Duration.ofMillis(1100));
      inflow += each / 1000.0 * 10 * 1.1 / 60;
    }
    int granted = 0;
    while (isGranted(limiter)) {
      granted++;
    }
    assertThat((double) granted).isBetween(inflow * 0.999 - 1, inflow);
  }
}
