/**
 * What an operator sees of the platform, as a plugin: meters of every bus, how fast each was over a
 * while, alerts, and the way of a signal over all nodes.
 *
 * <pre>
 *  MonitoringPlugin ──> meter: BusMeters ──> Figures ──> Bus.stats()
 *      │                  └──> Scrape (GET /metrics)
 *      ├─────────────> jfr: FlightEvents ──> Bus.stats(), and what is rare, for Flight Recorder
 *      ├─────────────> alert: Alerts ──> Looks ──> Bus.stats()
 *      │                  └──> Board (GET /api/alerts), the bus alerts
 *      ├─────────────> performance: a sample once in an interval (GET /api/performance)
 *      └─────────────> trace: Tracing ──> Bus.trace() of each node (GET /api/trace/ID)
 * </pre>
 *
 * <p>Meters are read off the figures that each bus keeps anyway, when somebody asks: a signal pays
 * nothing for them, and nobody does before the first question. Two are of a sample of publishes.
 */
@NullMarked
package dev.pubsub.monitoring;

import org.jspecify.annotations.NullMarked;
