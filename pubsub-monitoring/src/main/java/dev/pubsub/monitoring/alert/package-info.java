/**
 * What somebody should look at.
 *
 * <pre>
 *  Bus.stats(), the heap ──> BusLook ─┐
 *  health, Members ──> Told, Nodes ───┴─> Reading ──> Board (a Hold for each cause) ──> Alert ─┬─> bus alerts,
 *                                                                    all that fire: Incident ─┘   webhook
 * </pre>
 */
@NullMarked
package dev.pubsub.monitoring.alert;

import org.jspecify.annotations.NullMarked;
