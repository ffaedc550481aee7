package dev.pubsub.core;

/**
 * A setting, its value and where that comes from.
 *
 * @param key the full key, such as {@code pubsub.capacity}
 * @param value as it was written; {@code (hidden)} for a secret
 * @param origin {@code code}, {@code system property}, {@code environment} with the name of the
 *     variable, {@code default}, or what the {@link PubSubBuilder} was told
 */
public record GivenSetting(String key, String value, String origin) {}
