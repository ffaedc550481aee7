package dev.pubsub.cluster.jgroups;

import java.time.Duration;
import java.util.List;

/**
 * With whom, where and how a node joins others.
 *
 * @param cluster the name of the group; other groups on the same ports are not heard
 * @param address that is listened to, a name or a number
 * @param port the first that is tried
 * @param ports how many are tried
 * @param discovery how others are found
 * @param members where to look for them, when they are listed: host:port
 * @param dnsQuery the name that stands for them, when it does
 * @param secret what all must know; empty for none
 * @param joining how long others are looked for, and how long each may take to let this node in
 * @param failure how long a node may be silent
 * @param merging how often groups that do not see each other look for each other
 * @param frame the longest frame that goes in one piece
 */
public record Joining(
    String cluster,
    String address,
    int port,
    int ports,
    Discovery discovery,
    List<String> members,
    String dnsQuery,
    String secret,
    Duration joining,
    Duration failure,
    Duration merging,
    int frame) {

  /** The secret is not shown. */
  @Override
  public String toString() {
    return cluster + " on " + address + ":" + port + "+" + ports + " by " + discovery;
  }
}
