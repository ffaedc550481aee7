/**
 * What an operator sees of the platform, as a plugin: meters of every bus, and alerts.
 *
 * <pre>
 *  MonitoringPlugin ──> meter: BusMeters ──> Figures ──> Bus.stats()
 *                   │     └──> Scrape (GET /metrics)
 *                   └─> alert: Alerts ──> Looks ──> Bus.stats()
 *                         └──> Board (GET /api/alerts), the bus alerts
 * </pre>
 *
 * <p>Meters are read off the figures that each bus keeps anyway, when somebody asks: a signal pays
 * nothing for them, and nobody does before the first question.
 */
@NullMarked
package dev.pubsub.monitoring;

import org.jspecify.annotations.NullMarked;
