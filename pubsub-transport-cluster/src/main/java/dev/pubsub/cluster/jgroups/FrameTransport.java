package dev.pubsub.cluster.jgroups;

import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP;

/** TCP that tells whether it has a connection. */
final class FrameTransport extends TCP {

  FrameTransport() {
    // The others know its headers by the number of the class.
    setId(ClassConfigurator.getProtocolId(TCP.class));
  }

  /** Whether there is a connection to a member, so that sending does not begin with making one. */
  boolean isOpenTo(Address member) {
    PhysicalAddress place = getPhysicalAddressFromCache(member);
    return place != null && srv != null && srv.connectionEstablishedTo(place);
  }
}
