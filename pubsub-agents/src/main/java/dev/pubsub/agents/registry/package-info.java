/**
 * Who there is: agents by id, and by what they are like. Agents of the same type, capabilities and
 * groups are one cohort, and the indexes lead from a word to cohorts: what an agent costs does not
 * grow with the words that are said of it.
 */
@NullMarked
package dev.pubsub.agents.registry;

import org.jspecify.annotations.NullMarked;
