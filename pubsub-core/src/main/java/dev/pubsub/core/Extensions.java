package dev.pubsub.core;

import dev.pubsub.core.guard.Decorators;
import dev.pubsub.core.guard.Gates;
import dev.pubsub.core.guard.Handouts;
import dev.pubsub.core.guard.Interceptors;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.flow.FilterLanguage;
import dev.pubsub.spi.flow.Observer;
import java.util.Optional;
import java.util.function.Function;

/**
 * What plugins put in the way of signals.
 *
 * @param gates are asked whether something may happen
 * @param handouts what applications get
 * @param interceptors are asked about every signal
 * @param decorators stand in front of subscribers
 * @param observer looks on; does not throw
 * @param stores makes the store of a bus from its name
 * @param filterLanguage reads content filters
 * @param self the name of this node
 */
record Extensions(
    Gates gates,
    Handouts handouts,
    Interceptors interceptors,
    Decorators decorators,
    Observer observer,
    Function<String, Store> stores,
    Optional<FilterLanguage> filterLanguage,
    String self) {}
