package dev.pubsub.resilience.resource;

/** Shows what a test has set. */
final class FakeGauge implements Gauge {

  private final String name;
  private volatile long used;

  FakeGauge(String name) {
    this.name = name;
  }

  /** Of a hundred. */
  void set(long percent) {
    used = percent;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long used() {
    return used;
  }

  @Override
  public long limit() {
    return 100;
  }
}
