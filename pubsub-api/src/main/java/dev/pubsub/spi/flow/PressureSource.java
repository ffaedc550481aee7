package dev.pubsub.spi.flow;

/**
 * Measures resources, and reports how scarce they are. What is given up at a level, and taken back
 * after it, is what the plugins and the bus itself have declared as {@link Relief}s.
 */
@FunctionalInterface
public interface PressureSource {

  /**
   * Is told where to report to. Called once, before anything is started.
   *
   * @param sink for as long as the assembly is open
   */
  void reportTo(Sink sink);

  /**
   * Where levels are reported. Any thread; no lock of the bus is held meanwhile. A report runs what
   * it sets off before it returns, unless that is done already by another thread, or by the same
   * one further up: then that one does this too, afterwards.
   */
  interface Sink {

    /**
     * Reports a level. The same as before changes nothing.
     *
     * @param resource a short name that does not change, such as {@code heap}; of one source only
     * @param level how scarce it is
     */
    void report(String resource, PressureLevel level);

    /** Has everything that is given up at present given up once more, see {@link Relief#ease}. */
    void remind();
  }
}
