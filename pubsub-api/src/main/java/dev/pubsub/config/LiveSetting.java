package dev.pubsub.config;

/**
 * A setting that may be changed while the assembly runs, and what it is now.
 *
 * @param key the full key, such as {@code pubsub.trace.rate}
 * @param value as it was written; {@code (hidden)} for a secret
 * @param origin where the value comes from, such as {@code default}; {@code live} once it was
 *     changed
 * @param description one sentence, with unit and range
 */
public record LiveSetting(String key, String value, String origin, String description) {}
