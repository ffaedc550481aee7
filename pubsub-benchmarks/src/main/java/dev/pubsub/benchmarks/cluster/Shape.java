package dev.pubsub.benchmarks.cluster;

/** What is subscribed to, each by one subscription alone. */
enum Shape {
  TOPICS("") {
    @Override
    String topic(String pattern) {
      return pattern;
    }
  },

  PATTERNS(":*") {
    @Override
    String topic(String pattern) {
      return pattern.replace('*', 'x');
    }
  };

  private final String end;

  Shape(String end) {
    this.end = end;
  }

  /** One of those of a node. */
  String pattern(String node, int number) {
    return "site:" + node + ":sensor:" + number + end;
  }

  /** A topic that it matches. */
  abstract String topic(String pattern);
}
