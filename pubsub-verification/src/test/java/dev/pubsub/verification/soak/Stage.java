package dev.pubsub.verification.soak;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.verification.soak.Witness.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** One bus under load: whoever is subscribed to it, and what it adds up to. */
final class Stage {

  /** The topic on which some signals live for a moment only. */
  static final int MORTAL = 1;

  /** The topic whose publishers wait. */
  static final int WAITING = 2;

  private static final int NOBODY = -1;
  private static final Wish ALL = new Wish("soak:+", Overflow.DROP_OLDEST, 0, Manner.SLOW, false);
  private static final Wish SOME =
      new Wish(topic(MORTAL), Overflow.DROP_OLDEST, 0, Manner.PROMPT, false);

  private final Bus bus;
  private final Gateway gateway;
  private final Random random;
  private final Executor later;
  private final Books books = new Books();
  private final List<Account> accounts = new CopyOnWriteArrayList<>();
  private final List<Session> doors = new ArrayList<>();
  private final Seen seenByGroup = new Seen();
  private final Account group;

  /** Whoever stays to the end is subscribed by this. */
  Stage(PubSub pubsub, String name, Random random, Executor later) {
    this.bus = pubsub.bus(name);
    this.gateway = pubsub.gateway();
    this.random = random;
    this.later = later;
    for (int i = 0; i < Mark.PUBLISHERS; i++) {
      doors.add(session());
    }
    group = account("group", ALL, false);
    Span always = span(ALL);
    always.opened();
    group.expect(always);
  }

  static String topic(int number) {
    return "soak:" + number;
  }

  Books books() {
    return books;
  }

  /** The session by which a publisher publishes. */
  Bus door(int publisher) {
    return doors.get(publisher);
  }

  /** Everybody who is there from the start. */
  List<Guest> subscribe() {
    List<Guest> guests = new ArrayList<>();
    for (Manner manner : Manner.values()) {
      for (Overflow overflow : Overflow.values()) {
        if (overflow != Overflow.AS_CONFIGURED && overflow != Overflow.DISCONNECT) {
          guests.add(alone(Wish.of(overflow, manner, false, random)));
          guests.add(alone(Wish.of(overflow, Manner.PROMPT, true, random)));
        }
      }
      guests.add(member());
    }
    for (int publisher = 0; publisher < doors.size(); publisher++) {
      guests.add(inSession(doors.get(publisher), publisher));
    }
    return guests;
  }

  /** Whoever chance brings. */
  Guest anybody() {
    return switch (random.nextInt(8)) {
      case 0 -> member();
      case 1 -> inSession(session(), NOBODY);
      default -> alone(Wish.byChance(random));
    };
  }

  private Session session() {
    SessionOptions options =
        SessionOptions.ofCapacity(64 << random.nextInt(5)).withOverflow(Overflow.DROP_OLDEST);
    return gateway.open(bus.name(), new Principal("soak"), options);
  }

  private Account account(String name, Wish wish, boolean oneQueue) {
    Account account = new Account(bus.name() + " " + name, wish.reasons(), oneQueue);
    accounts.add(account);
    return account;
  }

  private Span span(Wish wish) {
    return new Span(books, wish.topics(), wish.overflow() == Overflow.DISCONNECT);
  }

  private Random chance() {
    return new Random(random.nextLong());
  }

  private Guest alone(Wish wish) {
    Witness witness =
        wish.acks()
            ? new AcknowledgingWitness(wish.manner(), books, later, chance())
            : new Witness(wish.manner(), books, new AtomicInteger(), NOBODY, chance());
    Span span = span(wish);
    Subscription subscription = bus.subscribe(wish.pattern(), wish.options(), witness);
    Account account = account(wish.toString(), wish, false);
    enter(account, subscription, witness, span);
    return new Guest(
        subscription::pause,
        subscription::resume,
        subscription::close,
        List.of(span),
        List.of(witness));
  }

  private static void enter(Account account, Subscription opened, Witness witness, Span span) {
    span.opened();
    account.expect(span);
    account.add(opened, witness);
  }

  private Guest member() {
    Witness witness = new SharingWitness(ALL.manner(), books, seenByGroup, chance());
    Subscription subscription =
        bus.subscribe(
            ALL.pattern(),
            SubscribeOptions.DEFAULT
                .withCapacity(16 << random.nextInt(5))
                .withOverflow(random.nextBoolean() ? Overflow.DROP_NEWEST : Overflow.DROP_OLDEST)
                .inGroup("soak"),
            witness);
    group.add(subscription, witness);
    return new Guest(
        subscription::pause,
        subscription::resume,
        subscription::close,
        List.of(),
        List.of(witness));
  }

  /** Three subscriptions with one queue, all of which match the same topic. */
  private Guest inSession(Session session, int publisher) {
    Account account = account("session", ALL, true);
    AtomicInteger inside = new AtomicInteger();
    List<Span> spans = new ArrayList<>();
    List<Witness> witnesses = new ArrayList<>();
    for (Wish wish : List.of(ALL, SOME, SOME)) {
      boolean own = wish.equals(SOME);
      SubscribeOptions options = SubscribeOptions.DEFAULT;
      Witness witness =
          new Witness(wish.manner(), books, inside, own ? NOBODY : publisher, chance());
      Span span = span(wish);
      Subscription subscription =
          session.subscribe(wish.pattern(), own ? options : options.withoutOwn(), witness);
      enter(account, subscription, witness, span);
      spans.add(span);
      witnesses.add(witness);
    }
    return new Guest(session::pause, session::resume, session::close, spans, witnesses);
  }

  // ---- the reckoning

  /** What is wrong now that all is quiet. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    accounts.forEach(account -> faults.addAll(account.faults()));
    long sum = accounts.stream().mapToLong(Account::sum).sum();
    if (sum != books.matched()) {
      faults.add(
          "%s: all was for %d, and adds up to %d".formatted(bus.name(), books.matched(), sum));
    }
    long setAside =
        dropped(DropReason.DEAD_LETTERED)
            + dropped(DropReason.REJECTED)
            + dropped(DropReason.EXHAUSTED);
    if (bus.deadLetters().count() != setAside) {
      faults.add(
          "%s: %d are set aside, and the bus keeps %d"
              .formatted(bus.name(), setAside, bus.deadLetters().count()));
    }
    return faults;
  }

  /** How many were lost for a reason. */
  long dropped(DropReason reason) {
    return accounts.stream().mapToLong(account -> account.dropped(reason)).sum();
  }

  /** How many wait. */
  long waiting() {
    return accounts.stream().mapToLong(Account::waiting).sum();
  }
}
