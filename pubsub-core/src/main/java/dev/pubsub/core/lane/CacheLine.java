package dev.pubsub.core.lane;

/**
 * Keeps the fields of a subclass off the cache lines of whatever lies before it in memory. 128
 * bytes, because processors fetch lines in pairs.
 */
@SuppressWarnings("unused") // the fields take up room, that is all
abstract class CacheLine {
  private long p00;
  private long p01;
  private long p02;
  private long p03;
  private long p04;
  private long p05;
  private long p06;
  private long p07;
  private long p08;
  private long p09;
  private long p10;
  private long p11;
  private long p12;
  private long p13;
  private long p14;
}
