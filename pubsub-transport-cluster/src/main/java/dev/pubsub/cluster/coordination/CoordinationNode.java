package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.raft.FileJournal;
import dev.pubsub.cluster.coordination.state.Operation;
import dev.pubsub.cluster.coordination.state.Outcome;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.spi.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a node that asks the voters, and the voter that it is, perhaps. */
public final class CoordinationNode implements Coordination {

  private static final Logger LOG = LoggerFactory.getLogger(CoordinationNode.class);
  private static final int MOST_PARTIES = 1000;

  private final String self;
  private final CoordinationSetup setup;
  private final CoordinationTiming timing;
  private final Scheduler time;
  private final Executor executor;
  private final RandomGenerator random;
  private final PacketCodec codec;
  private final Posts posts;
  private final Strand strand;
  private final Calls calls;
  private final LongAdder refused = new LongAdder();
  private @Nullable ClientSession session;
  private volatile @Nullable Voting voting;
  private volatile @Nullable FileJournal journal;
  private volatile boolean closed;

  /**
   * Not open yet.
   *
   * @param self the name of this node
   * @param setup who votes, and how patient all are
   * @param wire to the other nodes
   * @param time for what is due later
   * @param executor runs what may block
   * @param random tells sessions apart
   */
  public CoordinationNode(
      String self,
      CoordinationSetup setup,
      Wire wire,
      Scheduler time,
      Executor executor,
      RandomGenerator random) {
    this.self = self;
    this.setup = setup;
    this.timing = CoordinationTiming.of(setup.election(), setup.lease(), setup.deadline());
    this.time = time;
    this.executor = executor;
    this.random = random;
    this.codec = new PacketCodec(setup.voters().hashCode());
    this.posts = new Posts(wire, executor);
    this.strand = new Strand(executor);
    this.calls = new Calls(setup.voters(), this::mail, time, strand, timing, random.nextLong());
  }

  /**
   * Opens the log where this node votes. Blocks.
   *
   * @param granted is told there of each name that is granted, with the token; must not block
   * @throws IOException when it cannot be read or written
   */
  public void open(ObjLongConsumer<String> granted) throws IOException {
    if (setup.voters().contains(self)) {
      FileJournal opened = new FileJournal(Path.of(setup.directory()));
      journal = opened;
      Voter voter =
          new Voter(
              self,
              Set.copyOf(setup.voters()),
              timing,
              opened,
              this::mail,
              granted,
              random,
              time.nanoTime());
      Voting begun = new Voting(voter, time, executor, timing);
      voting = begun;
      begun.begin();
    }
  }

  /**
   * These nodes are there from now on.
   *
   * @param nodes that see each other
   */
  public void view(List<Node> nodes) {
    posts.view(nodes);
  }

  /**
   * What is known here of the voters; any thread.
   *
   * @return the figures of a moment ago
   */
  public CoordinationStats stats() {
    Voting open = voting;
    Voter.Standing now = open == null ? null : open.standing();
    return now == null
        ? new CoordinationStats(setup.voters(), false, "", 0, 0, refused.sum())
        : new CoordinationStats(
            setup.voters(), true, now.leader(), now.term(), now.committed(), refused.sum());
  }

  /**
   * Whether this node was to vote and cannot any more; any thread.
   *
   * @return false where it does, and where it was not to
   */
  public boolean hasStopped() {
    Voting open = voting;
    return open != null && open.standing() == null && !closed;
  }

  /**
   * Whether a frame is for this part of the node.
   *
   * @param bytes hold the frame
   * @param offset where it begins
   * @param length how long it is
   * @return whether {@link #frame} is to have it
   */
  public static boolean isPacket(byte[] bytes, int offset, int length) {
    return PacketCodec.isPacket(bytes, offset, length);
  }

  /**
   * A packet has come in. Does not block.
   *
   * @param from who sent it
   * @param bytes hold it; not kept
   * @param offset where it begins
   * @param length how long it is
   */
  public void frame(Node from, byte[] bytes, int offset, int length) {
    try {
      arrived(from.name(), codec.read(bytes, offset, length));
    } catch (IOException | UncheckedIOException e) {
      refused.increment();
      if (refused.sum() == 1) {
        LOG.warn(
            "What '{}' has sent to coordinate is of no use; more of that is only counted: {}",
            from,
            e.getMessage());
      }
    }
  }

  private void mail(String node, Packet packet) {
    if (node.equals(self)) {
      arrived(self, packet);
    } else {
      posts.send(node, codec.write(packet));
    }
  }

  private void arrived(String from, Packet packet) {
    if (packet instanceof Packet.Answer answer) {
      strand.execute(() -> calls.answer(answer));
    } else if (packet instanceof Packet.Elsewhere elsewhere) {
      strand.execute(() -> calls.elsewhere(elsewhere));
    } else if (packet instanceof Packet.Nudge nudge) {
      strand.execute(() -> nudged(nudge));
    } else {
      Voting open = voting;
      if (open != null) {
        open.take(from, packet);
      }
    }
  }

  private void nudged(Packet.Nudge nudge) {
    ClientSession open = session;
    if (open != null && open.is(nudge.session())) {
      open.renew();
    }
  }

  /** That which there is, or another in its place. */
  private ClientSession session() {
    ClientSession open = session;
    if (open == null || open.isLost()) {
      open = new ClientSession(self, random.nextLong(), calls, time, strand, timing);
      session = open;
    }
    return open;
  }

  @Override
  public Lease elect(String name) {
    return take(Names.checked("a name", name), new Operation.Claim(name));
  }

  private Held take(String name, Operation operation) {
    Held held = new Held(name, time::nanoTime, executor, this::closed);
    strand.execute(
        () -> {
          if (closed) {
            held.end(Names.closed());
          } else {
            session().take(operation, held);
          }
        });
    return held;
  }

  private void closed(Held held) {
    strand.execute(
        () -> {
          held.end(Names.closed());
          ClientSession open = session;
          if (open != null && !open.isLost()) {
            open.giveBack(held);
          }
        });
  }

  @Override
  public CompletionStage<Lease> lock(String name, Duration within) {
    return within(take(Names.checked("a name", name), new Operation.Claim(name)), within);
  }

  private CompletionStage<Lease> within(Held held, Duration within) {
    CompletableFuture<Lease> future = new CompletableFuture<>();
    Scheduler.Cancellable timer =
        time.schedule(within, () -> executor.execute(() -> late(held, future, within)));
    held.granted()
        .whenComplete(
            (token, failure) -> {
              timer.cancel();
              if (failure != null) {
                future.completeExceptionally(Names.refusal(failure));
              } else if (!future.complete(held)) {
                held.close();
              }
            });
    return future.minimalCompletionStage();
  }

  private static void late(Held held, CompletableFuture<Lease> future, Duration within) {
    if (future.completeExceptionally(
        CoordinationError.NOT_GRANTED.because(
            "'" + held.name() + "' was not granted within " + within))) {
      held.close();
    }
  }

  @Override
  public CompletionStage<Void> await(String barrier, int parties, Duration within) {
    if (parties < 1 || parties > MOST_PARTIES) {
      throw Names.bad("a barrier has 1 to " + MOST_PARTIES + " parties, not " + parties);
    }
    String name = Names.checked("a name", barrier);
    return within(take(name, new Operation.Arrive(name, parties)), within).thenAccept(Lease::close);
  }

  private <T> CompletionStage<T> ask(Operation operation, Function<Outcome, T> meaning) {
    CompletableFuture<T> future = new CompletableFuture<>();
    strand.execute(
        () -> {
          if (closed) {
            future.completeExceptionally(Names.closed());
          } else {
            session()
                .request(operation)
                .whenComplete(
                    (outcome, failure) ->
                        executor.execute(
                            () -> {
                              if (failure != null) {
                                future.completeExceptionally(Names.refusal(failure));
                              } else {
                                future.complete(meaning.apply(outcome));
                              }
                            }));
          }
        });
    return future.minimalCompletionStage();
  }

  @Override
  public CompletionStage<Long> add(String counter, long delta) {
    return ask(
        new Operation.Add(Names.checked("a name", counter), delta),
        outcome -> outcome instanceof Outcome.Count count ? count.value() : 0L);
  }

  @Override
  public CompletionStage<Versioned> get(String map, String key) {
    return ask(
        new Operation.Get(Names.checked("a name", map), Names.checked("a key", key)),
        outcome ->
            outcome instanceof Outcome.Value value
                ? new Versioned(value.value(), value.version())
                : new Versioned("", 0));
  }

  @Override
  public CompletionStage<OptionalLong> put(String map, String key, String value, long expected) {
    return ask(
        new Operation.Put(
            Names.checked("a name", map),
            Names.checked("a key", key),
            Names.value(value),
            expected),
        outcome ->
            outcome instanceof Outcome.Value written
                ? OptionalLong.of(written.version())
                : OptionalLong.empty());
  }

  @Override
  public CompletionStage<Boolean> remove(String map, String key, long expected) {
    return ask(
        new Operation.Remove(Names.checked("a name", map), Names.checked("a key", key), expected),
        outcome -> outcome instanceof Outcome.Value);
  }

  /**
   * Lets go of everything, and has nothing to do with the voters any more.
   *
   * @return completed when they know, or cannot be told
   */
  public CompletionStage<Void> leave() {
    closed = true;
    CompletableFuture<Void> left = new CompletableFuture<>();
    strand.execute(
        () -> {
          ClientSession open = session;
          if (open == null) {
            left.complete(null);
          } else {
            open.leave().whenComplete((outcome, failure) -> left.complete(null));
          }
        });
    return left;
  }

  /** Votes no more. Blocks until the log is closed. */
  public void close() {
    closed = true;
    Voting open = voting;
    if (open != null) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      open.end(() -> ended.complete(null));
      ended.join();
      voting = null;
    }
    closeJournal();
  }

  private void closeJournal() {
    FileJournal open = journal;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warn("The log of this voter was not closed well: {}", e.getMessage());
      }
    }
  }
}
