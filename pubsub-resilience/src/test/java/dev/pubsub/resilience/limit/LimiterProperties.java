package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * One limit beside a plain model of a bucket, which counts in parts of a token and never rounds.
 */
final class LimiterProperties {

  /** A full bucket at time zero. All in units of a token divided by the span in nanoseconds. */
  private static final class Model {
    private final BigInteger count;
    private final BigInteger span;
    private final BigInteger full;
    private BigInteger level;

    Model(long count, long span, long burst) {
      this.count = BigInteger.valueOf(count);
      this.span = BigInteger.valueOf(span);
      this.full = BigInteger.valueOf(burst).multiply(this.span);
      this.level = full;
    }

    void pass(long nanos) {
      level = level.add(count.multiply(BigInteger.valueOf(nanos))).min(full);
    }

    /** Zero when it took them; otherwise after how many nanoseconds it will. */
    long take(int cost) {
      BigInteger wanted = span.multiply(BigInteger.valueOf(cost));
      BigInteger lacking = wanted.subtract(level);
      if (lacking.signum() <= 0) {
        level = level.subtract(wanted);
        return 0;
      }
      return lacking.add(count).subtract(BigInteger.ONE).divide(count).longValueExact();
    }
  }

  record Limit(int count, Duration span, int burst, int dearest) {
    String rule() {
      return "x: subscribe+create-topic*%d %d/%s burst=%d".formatted(dearest, count, span, burst);
    }
  }

  record Step(long nanos, boolean dear) {}

  @Provide
  Arbitrary<Limit> limits() {
    Arbitrary<Duration> spans =
        Arbitraries.longs().between(1_000_000, 3_600_000_000_000L).map(Duration::ofNanos);
    Arbitrary<Integer> numbers =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 20), Arbitraries.integers().between(1, 1_000_000));
    return Combinators.combine(numbers, spans, numbers, numbers)
        .as((count, span, burst, dearest) -> new Limit(count, span, burst, 1 + dearest % burst));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> nanos =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 10),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.longs().between(0, 100_000_000_000_000L));
    return Combinators.combine(nanos, Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static boolean isCountable(Limit limit) {
    return Rate.of(limit.count, limit.span.toNanos(), limit.burst).isExact();
  }

  private static Admission ask(LimiterFixture it, boolean dear) {
    return it.ask(dear ? Operation.CREATE_TOPIC : Operation.SUBSCRIBE, "ann", "a");
  }

  @Property(tries = 2000)
  void itGrantsAndRefusesAsTheModelDoesAndNamesTheSameTime(
      @ForAll("limits") Limit limit, @ForAll("steps") List<Step> steps) {
    Assume.that(isCountable(limit));
    LimiterFixture it = new LimiterFixture(limit.rule());
    Model model = new Model(limit.count, limit.span.toNanos(), limit.burst);
    for (Step step : steps) {
      it.time.advance(Duration.ofNanos(step.nanos));
      model.pass(step.nanos);
      long wait = model.take(step.dear ? limit.dearest : 1);
      Admission admission = ask(it, step.dear);
      if (wait == 0) {
        assertThat(admission).isEqualTo(Admission.GRANTED);
      } else {
        assertThat(((Admission.Refused) admission).retryAfter()).isEqualTo(Duration.ofNanos(wait));
      }
    }
  }

  @Property(tries = 500)
  void noWindowSeesMoreThanTheBurstAndWhatFlowsIn(
      @ForAll("limits") Limit limit, @ForAll("steps") List<Step> steps) {
    Assume.that(isCountable(limit));
    LimiterFixture it = new LimiterFixture(limit.rule());
    List<long[]> granted = new ArrayList<>();
    long now = 0;
    for (Step step : steps) {
      now += step.nanos % 1_000_000_000;
      it.time.advance(Duration.ofNanos(step.nanos % 1_000_000_000));
      if (ask(it, step.dear).equals(Admission.GRANTED)) {
        granted.add(new long[] {now, step.dear ? limit.dearest : 1});
      }
    }
    for (int from = 0; from < granted.size(); from++) {
      BigInteger sum = BigInteger.ZERO;
      for (int to = from; to < granted.size(); to++) {
        sum = sum.add(BigInteger.valueOf(granted.get(to)[1]));
        BigInteger span = BigInteger.valueOf(limit.span.toNanos());
        BigInteger most =
            BigInteger.valueOf(limit.burst)
                .multiply(span)
                .add(
                    BigInteger.valueOf(granted.get(to)[0] - granted.get(from)[0])
                        .multiply(BigInteger.valueOf(limit.count)));
        assertThat(sum.multiply(span)).isLessThanOrEqualTo(most);
      }
    }
  }

  @Property(tries = 1000)
  void atTheTimeThatIsToldItIsGrantedAndNotBefore(
      @ForAll("limits") Limit limit, @ForAll("steps") List<Step> steps) {
    Assume.that(isCountable(limit));
    LimiterFixture it = new LimiterFixture(limit.rule());
    for (Step step : steps) {
      it.time.advance(Duration.ofNanos(step.nanos % 1_000_000_000));
      if (ask(it, step.dear) instanceof Admission.Refused refused) {
        it.time.advance(refused.retryAfter().minusNanos(1));
        assertThat(((Admission.Refused) ask(it, step.dear)).retryAfter())
            .isEqualTo(Duration.ofNanos(1));
        it.time.advance(Duration.ofNanos(1));
        assertThat(ask(it, step.dear)).isEqualTo(Admission.GRANTED);
      }
    }
  }
}
