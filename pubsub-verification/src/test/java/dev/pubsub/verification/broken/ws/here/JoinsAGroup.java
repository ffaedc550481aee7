package dev.pubsub.verification.broken.ws.here;

import org.jgroups.Address;

/** A transport that knows a member of a group. */
final class JoinsAGroup {
  boolean isNearer(Address one, Address other) {
    return one.compareTo(other) < 0;
  }
}
