/**
 * State that one owner changes and many follow.
 *
 * <pre>
 *  StateOwner ── changed 7, changed 8, beat 8 ──&gt; state.NAME ──────────────&gt; StateFollower
 *      └─ answers with the whole state ────────── state-snapshot.NAME &lt;── asks ──┘
 * </pre>
 *
 * Each change has a version, one more than the last, so a follower sees when one is missing; and an
 * epoch, which is new whenever an owner begins. Whoever is behind asks for the whole state, and
 * keeps the changes that come meanwhile.
 */
@NullMarked
package dev.pubsub.agents.state;

import org.jspecify.annotations.NullMarked;
