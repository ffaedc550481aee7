package dev.pubsub.core;

import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.system.Drains;
import dev.pubsub.spi.Scheduler;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the buses and plugins of an assembly share.
 *
 * @param scheduler elapsed time, and work for later
 * @param looks the same for watchdogs, which must not wait for what plugins schedule
 * @param drains runs the drains of mailboxes, which may block
 * @param executor runs what plugins do that may block
 * @param fences what is known of tokens
 */
record Host(
    Clock clock,
    Scheduler scheduler,
    Scheduler looks,
    RandomGenerator random,
    Drains drains,
    Executor executor,
    Fences fences) {}
