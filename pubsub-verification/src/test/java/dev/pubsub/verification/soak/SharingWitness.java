package dev.pubsub.verification.soak;

import dev.pubsub.Delivery;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A member of a group: what others leave to it comes late, but nothing comes to two of them. */
final class SharingWitness extends Witness {

  private final Seen seen;

  SharingWitness(Manner manner, Books books, Seen seen, Random random) {
    super(manner, books, new AtomicInteger(), -1, random);
    this.seen = seen;
  }

  @Override
  void check(Delivery delivery, Mark mark) {
    expect(seen.add(mark), "received twice in the group", mark);
  }
}
