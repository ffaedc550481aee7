package dev.pubsub.verification.soak;

import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.verification.soak.Witness.Manner;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What a subscription is to be, and so what may become of its signals. */
record Wish(String pattern, Overflow overflow, int capacity, Manner manner, boolean acks) {

  private static final List<String> PATTERNS = List.of("soak:+", "soak:**", "**", "so*:*");
  private static final List<Overflow> POLICIES =
      List.of(
          Overflow.DROP_NEWEST,
          Overflow.DROP_OLDEST,
          Overflow.LATEST_PER_KEY,
          Overflow.DEAD_LETTER,
          Overflow.DISCONNECT,
          Overflow.WAIT);

  private static final List<Manner> MANNERS = List.of(Manner.values());

  /** What is as chance has it, but for the policy and the manner. */
  static Wish of(Overflow overflow, Manner manner, boolean acks, Random random) {
    int topic = overflow == Overflow.WAIT ? Stage.WAITING : random.nextInt(Mark.TOPICS);
    String pattern =
        overflow == Overflow.WAIT || random.nextBoolean()
            ? Stage.topic(topic)
            : PATTERNS.get(random.nextInt(PATTERNS.size()));
    return new Wish(pattern, overflow, 4 << random.nextInt(8), manner, acks);
  }

  static Wish byChance(Random random) {
    boolean acks = random.nextInt(4) == 0;
    return of(
        POLICIES.get(random.nextInt(POLICIES.size())),
        acks ? Manner.SLOW : MANNERS.get(random.nextInt(MANNERS.size())),
        acks,
        random);
  }

  SubscribeOptions options() {
    SubscribeOptions plain = SubscribeOptions.DEFAULT.withCapacity(capacity).withOverflow(overflow);
    return acks ? plain.acknowledged(AcknowledgingWitness.RULES) : plain;
  }

  /** The numbers of the topics that it matches. */
  BitSet topics() {
    BitSet topics = new BitSet();
    for (int i = 0; i < Mark.TOPICS; i++) {
      topics.set(i, PATTERNS.contains(pattern) || pattern.equals(Stage.topic(i)));
    }
    return topics;
  }

  /** For which reasons a signal may be lost. */
  Set<DropReason> reasons() {
    Set<DropReason> reasons = EnumSet.of(DropReason.CLOSED);
    switch (overflow) {
      case WAIT -> {}
      case DEAD_LETTER -> reasons.add(DropReason.DEAD_LETTERED);
      case LATEST_PER_KEY -> reasons.addAll(Set.of(DropReason.REPLACED, DropReason.OVERFLOW));
      case AS_CONFIGURED, DROP_NEWEST, DROP_OLDEST, DISCONNECT -> reasons.add(DropReason.OVERFLOW);
    }
    if (topics().get(Stage.MORTAL)) {
      reasons.add(DropReason.EXPIRED);
    }
    if (acks) {
      reasons.addAll(Set.of(DropReason.REJECTED, DropReason.EXHAUSTED));
    } else if (manner == Manner.THROWING) {
      reasons.add(DropReason.FAILED);
    }
    return reasons;
  }
}
