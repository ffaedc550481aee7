package dev.pubsub.benchmarks.fanout;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;

/** The JDK's own: a bounded buffer per subscriber, and a publisher that waits when one is full. */
final class JdkSubmissionPublisher implements Candidate {

  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final SubmissionPublisher<String> publisher = new SubmissionPublisher<>(pool, 1024);

  JdkSubmissionPublisher(List<? extends Ear> subscribers) {
    subscribers.forEach(ear -> publisher.subscribe(new Counting(ear)));
  }

  @Override
  public void publish(String message) {
    publisher.submit(message);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public void close() {
    publisher.close();
    pool.shutdown();
  }

  private record Counting(Ear ear) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String item) {
      ear.hear();
    }

    @Override
    public void onError(Throwable throwable) {
      throw new IllegalStateException(throwable);
    }

    @Override
    public void onComplete() {
      // Nothing to end: the ear is read by the benchmark.
    }
  }
}
