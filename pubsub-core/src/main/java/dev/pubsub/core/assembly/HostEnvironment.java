package dev.pubsub.core.assembly;

import dev.pubsub.config.Settings;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Pressure;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What one plugin is given. */
public record HostEnvironment(
    Settings settings,
    String node,
    Clock clock,
    Scheduler scheduler,
    Executor executor,
    RandomGenerator random,
    Pressure pressure)
    implements Environment {}
