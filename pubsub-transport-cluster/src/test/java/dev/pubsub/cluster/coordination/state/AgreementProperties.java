package dev.pubsub.cluster.coordination.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.coordination.state.PlainModel.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AgreementProperties {

  private static final Limits LIMITS = Limits.USUAL;

  private final PlainModel model = new PlainModel();
  private final Map<Long, Long> numbers = new HashMap<>();
  private final List<Command> sent = new ArrayList<>();
  private Agreement state = new Agreement(LIMITS);
  private Agreement other = new Agreement(LIMITS);
  private long index;

  @Property(tries = 150)
  void itDoesWhatAPlainModelDoesWhateverIsRepeatedOrRestored(@ForAll long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 200; step++) {
      if (model.sessions().isEmpty() || random.nextInt(20) == 0) {
        open(random);
      } else {
        step(random, model.sessions().get(random.nextInt(model.sessions().size())));
      }
      if (random.nextInt(10) == 0) {
        repeat(random);
      }
      if (random.nextInt(20) == 0) {
        state = AgreementCodec.read(AgreementCodec.write(state), LIMITS);
      }
    }
    model.sessions().forEach(session -> expectGranted(session));
    assertThat(AgreementCodec.write(state)).isEqualTo(AgreementCodec.write(other));
  }

  private Outcome apply(Command command) {
    sent.add(command);
    index++;
    Outcome outcome = state.apply(index, CommandCodec.read(CommandCodec.write(command))).outcome();
    assertThat(other.apply(index, command).outcome()).isEqualTo(outcome);
    byte[] written = Octets.written(to -> OutcomeCodec.write(to, outcome));
    assertThat(Octets.<Outcome>read(written, OutcomeCodec::read)).isEqualTo(outcome);
    return outcome;
  }

  private void open(Random random) {
    Command.Open open = new Command.Open("n" + random.nextInt(3), index + 1);
    assertThat(apply(open)).isEqualTo(new Outcome.Opened(index));
    model.open(index);
    long session = index;
    numbers.put(session, 0L);
    assertThat(apply(open)).isEqualTo(new Outcome.Opened(session));
  }

  /** What comes late or twice changes nothing, but for who is still there. */
  private void repeat(Random random) {
    Command old = sent.get(random.nextInt(sent.size()));
    if (old instanceof Command.Request || old instanceof Command.Expire) {
      apply(old);
    }
  }

  private void step(Random random, long session) {
    String name = "x" + random.nextInt(3);
    switch (random.nextInt(9)) {
      case 0 -> {
        boolean late = random.nextBoolean();
        long renewed = state.renewals().get(session);
        apply(new Command.Expire(session, late ? renewed - 1 : renewed));
        if (!late) {
          model.end(session, index);
        }
      }
      case 1, 2 -> {
        Wanted wanted = new Wanted(name, session, next(session), 0);
        boolean free = model.holder(name).isEmpty();
        Outcome outcome = request(session, new Operation.Claim(name));
        model.claim(wanted, index);
        assertThat(outcome).isEqualTo(free ? new Outcome.Granted(index) : new Outcome.Waiting());
      }
      case 3 -> {
        Wanted wanted = new Wanted(name, session, next(session), 3);
        request(session, new Operation.Arrive(name, 3));
        model.arrive(wanted, index);
      }
      case 4, 5 -> {
        long ticket = 1L + random.nextInt((int) next(session));
        request(session, new Operation.Leave(ticket));
        model.leave(session, ticket, index);
      }
      case 6 -> {
        int delta = 1 + random.nextInt(10);
        assertThat(request(session, new Operation.Add(name, delta)))
            .isEqualTo(new Outcome.Count(model.add(name, delta)));
      }
      case 7 -> change(random, session, name);
      default -> expectGranted(session);
    }
  }

  private void change(Random random, long session, String key) {
    long there = model.version(key);
    long expected = random.nextBoolean() ? there : random.nextInt(5);
    boolean put = random.nextBoolean();
    Outcome outcome =
        request(
            session,
            put
                ? new Operation.Put("m", key, "v" + index, expected)
                : new Operation.Remove("m", key, expected));
    if (expected != there) {
      assertThat(outcome).isEqualTo(new Outcome.Conflict(there));
    } else {
      model.version(key, put ? index : 0);
      assertThat(outcome).isEqualTo(new Outcome.Value(put ? index : 0, ""));
      assertThat(request(session, new Operation.Get("m", key)))
          .isEqualTo(
              put ? new Outcome.Value(index - 1, "v" + (index - 2)) : new Outcome.Value(0, ""));
    }
  }

  private long next(long session) {
    return numbers.get(session) + 1;
  }

  private Outcome request(long session, Operation operation) {
    long number = numbers.merge(session, 1L, Long::sum);
    return apply(new Command.Request(session, number, Math.max(1, number - 5), operation));
  }

  private void expectGranted(long session) {
    assertThat(apply(new Command.Renew(session)))
        .isEqualTo(new Outcome.Renewed(model.granted(session)));
  }
}
