/**
 * Content filters: a small language after CEL, compiled once into a tree of nodes.
 *
 * <pre>
 *  text ── Lexer ──> tokens ── Parser ──> Expression ── holds(delivery) ──> yes or no
 * </pre>
 */
@NullMarked
package dev.pubsub.json.filter;

import org.jspecify.annotations.NullMarked;
