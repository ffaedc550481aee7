package dev.pubsub.core;

import dev.pubsub.core.guard.Interceptors;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.spi.flow.Observer;
import java.util.Optional;
import java.util.function.Function;

/**
 * What plugins put in the way of signals.
 *
 * @param interceptors are asked about every signal
 * @param observer looks on; does not throw
 * @param stores makes the store of a bus from its name
 * @param filterLanguage reads content filters
 */
record Extensions(
    Interceptors interceptors,
    Observer observer,
    Function<String, Store> stores,
    Optional<FilterLanguage> filterLanguage) {}
