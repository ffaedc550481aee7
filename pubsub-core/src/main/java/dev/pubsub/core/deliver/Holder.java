package dev.pubsub.core.deliver;

/**
 * Whose a subscription is.
 *
 * @param number of the subscription; higher than those of all that were opened on its bus before
 * @param principal who opened it
 */
public record Holder(long number, String principal) {

  /** The bus itself. */
  public static final Holder BUS = new Holder(0, "");
}
