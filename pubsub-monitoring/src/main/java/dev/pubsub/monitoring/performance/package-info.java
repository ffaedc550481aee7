/**
 * How fast buses were over a while.
 *
 * <pre>
 *  Scheduler ──> Collector ──> Samples ──> Analysis ──> Report ──> GET /api/performance
 *                Bus.stats()   (a ring)    Figure, Trend           JSON, text, Markdown, HTML
 * </pre>
 *
 * <p>Where a baseline was saved, a Watch compares each new sample and those before it with that,
 * and tells the bus {@code alerts} of what has become worse: Baseline, Comparison, MannWhitney.
 *
 * <p>Where hot topics are wanted, HotTopics observes what is published: Stripes, SpaceSaving.
 *
 * <p>A sample is taken of each bus once in an interval; everything else is done when somebody asks.
 */
@NullMarked
package dev.pubsub.monitoring.performance;

import org.jspecify.annotations.NullMarked;
