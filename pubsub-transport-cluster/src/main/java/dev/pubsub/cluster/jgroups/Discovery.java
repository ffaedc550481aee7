package dev.pubsub.cluster.jgroups;

/** How nodes find each other. */
public enum Discovery {
  /** By a range of ports of one address: all nodes are on one host. */
  HOST,
  /** By multicast. */
  LAN,
  /** By a list of addresses. */
  STATIC,
  /** By what a name of the domain name system stands for, such as a headless service. */
  DNS
}
