package dev.pubsub.core.route;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Matching while patterns come and go. */
public final class TopicTreeStress {

  private static TopicPattern pattern(String text) {
    return TopicPattern.parse(text, TopicSyntax.COLON);
  }

  private TopicTreeStress() {}

  /** A match beside an edit of another branch and of its own. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Whole patterns only.")
  @Outcome(id = "3, 2", expect = ACCEPTABLE, desc = "The new one, before the old one went.")
  @Outcome(
      id = "1, 2",
      expect = ACCEPTABLE,
      desc = "Too early for the new one, too late for the old.")
  @Outcome(expect = FORBIDDEN, desc = "A pattern that was there all the time was not found.")
  @State
  public static class MatchWhileEdited {
    private final TopicTree<String> tree = new TopicTree<>(TopicSyntax.COLON);

    /** Two patterns match from the start. */
    public MatchWhileEdited() {
      tree.obtain(pattern("a:b"), key -> "stays");
      tree.obtain(pattern("a:*"), key -> "goes");
    }

    /** Edits, which subscriptions do one at a time. */
    @Actor
    public void edit() {
      tree.obtain(pattern("**:b"), key -> "comes");
      tree.remove(pattern("a:*"));
    }

    /** Matches. */
    @Actor
    public void match(II_Result result) {
      result.r1 = tree.match("a:b").contains("stays") ? tree.match("a:b").size() : -1;
    }

    /** What is found at the end. */
    @Arbiter
    public void end(II_Result result) {
      result.r2 = tree.match("a:b").size();
    }
  }

  /** A result that was made from the past must not be kept. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "What is kept is up to date.")
  @Outcome(expect = FORBIDDEN, desc = "What is kept is out of date.")
  @State
  public static class KeptResult {
    private final MatchCache<Key, Integer> cache = new MatchCache<>();
    private final Key topic = new Key();
    private volatile int now;

    /** Changes, then tells. */
    @Actor
    public void change() {
      now = 1;
      cache.forget();
    }

    /** Asks meanwhile. */
    @Actor
    public void ask() {
      Integer unused = cache.get(topic, key -> now);
    }

    /** Asks afterwards. */
    @Arbiter
    public void askAgain(I_Result result) {
      result.r1 = cache.get(topic, key -> now);
    }
  }

  /** A result that was made from the past must not stay where nobody asks again. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Nothing is held.")
  @Outcome(expect = FORBIDDEN, desc = "Something of the past is held, and no change lets it go.")
  @State
  public static class HeldResult {
    private final MatchCache<Key, Integer> cache = new MatchCache<>();
    private final Key topic = new Key();

    /** Changes. */
    @Actor
    public void change() {
      cache.forget();
    }

    /** Asks meanwhile. */
    @Actor
    public void ask() {
      Integer unused = cache.get(topic, key -> 1);
    }

    /** Changes once more. */
    @Arbiter
    public void changeAgain(I_Result result) {
      cache.forget();
      result.r1 = topic.kept() == null ? 0 : 1;
    }
  }

  private static final class Key extends Slot {}
}
