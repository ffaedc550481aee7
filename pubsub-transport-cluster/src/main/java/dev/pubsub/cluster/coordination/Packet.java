package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.raft.Message;
import dev.pubsub.cluster.coordination.state.Command;
import dev.pubsub.cluster.coordination.state.Outcome;

/** What nodes send to each other to coordinate. */
sealed interface Packet {

  /** A voter speaks to another. */
  record Said(Message message) implements Packet {}

  /** A node asks a voter; the number is its own. */
  record Call(long number, Command command) implements Packet {}

  /** What has become of a call. */
  record Answer(long number, Outcome outcome) implements Packet {}

  /** Somebody else leads, perhaps: his name, or the empty string. */
  record Elsewhere(long number, String leader) implements Packet {}

  /** A ticket of the session was granted: it should renew and see. */
  record Nudge(long session) implements Packet {}
}
