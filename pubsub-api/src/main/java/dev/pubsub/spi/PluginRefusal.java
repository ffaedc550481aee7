package dev.pubsub.spi;

import java.io.Serial;

/** A plugin's word that it will not run here. The assembly is not opened. */
public final class PluginRefusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param sentence what is wrong, and what the user can do about it
   */
  public PluginRefusal(String sentence) {
    super(sentence);
  }
}
