package dev.pubsub.cluster;

import dev.pubsub.cluster.coordination.CoordinationSetup;
import dev.pubsub.cluster.jgroups.Discovery;
import dev.pubsub.cluster.jgroups.Joining;
import dev.pubsub.cluster.link.Bounds;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.PluginRefusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of the plugin. */
final class ClusterSettings {

  static final Setting<Boolean> ENABLED =
      Setting.flag(
          "enabled", false, "Whether this node finds others and shares its buses with them.");

  static final Setting<String> NAME =
      Setting.text(
          "name", "pubsub", "The name of the cluster; nodes of other clusters are not heard.");

  static final Setting<Discovery> DISCOVERY =
      Setting.choice(
          "discovery",
          Discovery.HOST,
          EnumSet.allOf(Discovery.class),
          "How nodes find each other: host looks at the ports of this host, lan asks by multicast,"
              + " static looks at the addresses of members, dns at what dns.query stands for.");

  static final Setting<String> BIND =
      Setting.text(
          "bind", "127.0.0.1", "The address of this node that others reach; a name or a number.");

  static final Setting<Integer> PORT =
      Setting.number(
          "port",
          7800,
          1,
          65535,
          "The first port of the range; as many ports behind it watch whether nodes are alive.");

  static final Setting<Integer> PORT_RANGE =
      Setting.number(
          "port.range",
          10,
          1,
          1000,
          "How many ports there are from the first; nodes on one host take the first that is free.");

  static final Setting<List<String>> MEMBERS =
      new Setting<>(
          "members",
          "",
          "Where other nodes are with the discovery static: host:port, split by commas.",
          ClusterSettings::members);

  static final Setting<String> DNS_QUERY =
      Setting.text(
          "dns.query",
          "",
          "The name that stands for all nodes with the discovery dns, such as that of a headless"
              + " service.");

  static final Setting<String> SECRET =
      Setting.secret(
          "secret",
          "What all nodes of the cluster must have the same: with it what they send is encrypted,"
              + " and nobody without it is let in; empty for neither.");

  static final Setting<Duration> JOIN_TIMEOUT =
      Setting.duration(
          "join.timeout",
          "1s",
          "How long others are looked for at start, and how long one may take to let this node in.");

  static final Setting<Duration> FAILURE_TIMEOUT =
      Setting.duration(
          "failure.timeout",
          "5s",
          "How long a node may be silent before it counts as gone; one whose process ends is missed"
              + " at once.");

  static final Setting<Duration> MERGE_INTERVAL =
      Setting.duration(
          "merge.interval",
          "2s",
          "How often parts of a cluster that do not see each other look for each other.");

  static final Setting<Set<String>> LOCAL_BUSES =
      new Setting<>(
          "buses.local",
          "alerts,audit,diagnostics,health,lifecycle,metrics,security,system",
          "The names of buses that stay on their node, split by commas; all others are shared.",
          ClusterSettings::words);

  static final Setting<Long> QUEUE =
      Setting.bytes(
          "peer.queue.max",
          "64MB",
          "How much may wait for each other node; what is published beyond it is lost for that node,"
              + " and counted.");

  static final Setting<Long> PENDING =
      Setting.bytes(
          "peer.pending.max",
          "64MB",
          "How much may wait to arrive at each other node where subscriptions acknowledge; who"
              + " publishes more for them is refused.");

  static final Setting<Duration> ABSENCE =
      Setting.duration(
          "peer.absence.max",
          "1m",
          "How long a node that is not seen any more is expected back: so long is kept for it what"
              + " its acknowledging subscriptions must not miss.");

  static final Setting<Long> FRAME =
      Setting.bytes(
          "frame.max",
          "64KB",
          "How many bytes of signals are sent in one go, up to 1MB; a longer signal goes alone.");

  static final Setting<Boolean> COMPRESS =
      Setting.flag(
          "compress",
          false,
          "Whether what this node sends to others in one go is compressed where it is above 1KB;"
              + " the others understand it whether they do so or not.");

  static final Setting<Duration> GATHERING =
      Setting.duration(
          "interest.gather",
          "5ms",
          "How long changes of what is subscribed to are gathered before others are told.");

  static final Setting<Duration> DIGEST =
      Setting.duration(
          "interest.digest",
          "2s",
          "How often nodes compare what they know of each other's subscriptions.");

  static final Setting<Duration> BACKFILL =
      Setting.duration(
          "backfill.timeout",
          "10s",
          "How long this node waits, when it joins, for others to tell what their histories keep of"
              + " the topics of history.repair.");

  static final Setting<List<String>> VOTERS =
      new Setting<>(
          "voters",
          "",
          "The names of the nodes that agree on leaders, locks, counters and maps, split by commas:"
              + " 3, 5, 7 or 9 of them, the same on all nodes; empty for no such things.",
          ClusterSettings::voters);

  static final Setting<String> VOTERS_DIRECTORY =
      Setting.text(
          "voters.directory",
          "",
          "Where a node that is one of the voters keeps what it must not forget; a directory of its"
              + " own.");

  static final Setting<Duration> VOTERS_ELECTION =
      Setting.duration(
          "voters.election",
          "1s",
          "How long the leader of the voters may be silent before they elect another, up to twice"
              + " as long by chance.");

  static final Setting<Duration> VOTERS_LEASE =
      Setting.duration(
          "voters.lease",
          "10s",
          "How long a node holds what it holds after it was heard of last; the same on all nodes.");

  static final Setting<Duration> VOTERS_DEADLINE =
      Setting.duration(
          "voters.deadline",
          "5s",
          "How long is waited for a majority of the voters before a call fails.");

  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          NAME,
          DISCOVERY,
          BIND,
          PORT,
          PORT_RANGE,
          MEMBERS,
          DNS_QUERY,
          SECRET,
          JOIN_TIMEOUT,
          FAILURE_TIMEOUT,
          MERGE_INTERVAL,
          LOCAL_BUSES,
          QUEUE,
          PENDING,
          ABSENCE,
          FRAME,
          COMPRESS,
          GATHERING,
          DIGEST,
          BACKFILL,
          VOTERS,
          VOTERS_DIRECTORY,
          VOTERS_ELECTION,
          VOTERS_LEASE,
          VOTERS_DEADLINE);

  private static final int MOST_VOTERS = 9;
  private static final Duration SHORTEST_ELECTION = Duration.ofMillis(20);
  private static final int LARGEST_FRAME = 1 << 20;

  private ClusterSettings() {}

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> voters(String text) {
    List<String> named =
        Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    int count = named.size();
    boolean different = Set.copyOf(named).size() == count;
    if (count != 0 && (!different || count % 2 == 0 || count < 3 || count > MOST_VOTERS)) {
      throw new IllegalArgumentException("the names of 3, 5, 7 or 9 different nodes such as a,b,c");
    }
    return named.stream().sorted().toList();
  }

  private static List<String> members(String text) {
    List<String> members = words(text).stream().sorted().toList();
    for (String member : members) {
      if (!member.matches(".+:\\d{1,5}") || portOf(member) > 65535) {
        throw new IllegalArgumentException("addresses such as 10.0.0.1:7800,10.0.0.2:7800");
      }
    }
    return members;
  }

  private static int portOf(String member) {
    return Integer.parseInt(member.substring(member.lastIndexOf(':') + 1));
  }

  static Bounds bounds(Settings settings) {
    return new Bounds(
        settings.get(QUEUE),
        frame(settings),
        settings.get(GATHERING),
        settings.get(DIGEST),
        settings.get(PENDING),
        settings.get(ABSENCE),
        settings.get(COMPRESS));
  }

  private static int frame(Settings settings) {
    return (int) Math.min(LARGEST_FRAME, settings.get(FRAME));
  }

  private static boolean looksElsewhere(Settings settings) {
    return switch (settings.get(DISCOVERY)) {
      case HOST -> false;
      case LAN, DNS -> true;
      case STATIC -> settings.get(MEMBERS).stream().anyMatch(member -> !isLoopback(member));
    };
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.")
        || address.startsWith("localhost")
        || address.startsWith("::1")
        || address.startsWith("[::1]");
  }

  /** Who agrees. */
  static CoordinationSetup coordination(Settings settings) {
    return new CoordinationSetup(
        settings.get(VOTERS),
        settings.get(VOTERS_DIRECTORY),
        settings.get(VOTERS_ELECTION),
        settings.get(VOTERS_LEASE),
        settings.get(VOTERS_DEADLINE));
  }

  /** Where and how the node joins. */
  static Joining joining(Settings settings) {
    return new Joining(
        settings.get(NAME),
        settings.get(BIND),
        settings.get(PORT),
        settings.get(PORT_RANGE),
        settings.get(DISCOVERY),
        settings.get(MEMBERS),
        settings.get(DNS_QUERY),
        settings.get(SECRET),
        settings.get(JOIN_TIMEOUT),
        settings.get(FAILURE_TIMEOUT),
        settings.get(MERGE_INTERVAL),
        frame(settings));
  }

  /** Refuses what is right by itself, but not together. */
  static void check(Settings settings, String self) {
    List<String> voters = settings.get(VOTERS);
    if (voters.contains(self) && settings.get(VOTERS_DIRECTORY).isEmpty()) {
      throw new PluginRefusal(
          "node '" + self + "' is one of the voters, so it needs the setting voters.directory");
    }
    Duration election = settings.get(VOTERS_ELECTION);
    if (election.compareTo(SHORTEST_ELECTION) < 0
        || settings.get(VOTERS_LEASE).compareTo(election.multipliedBy(2)) < 0
        || settings.get(VOTERS_DEADLINE).isZero()) {
      throw new PluginRefusal(
          "voters.election must be 20ms at least, voters.lease twice that of it, voters.deadline"
              + " more than 0");
    }
    if (settings.get(DISCOVERY) == Discovery.STATIC && settings.get(MEMBERS).isEmpty()) {
      throw new PluginRefusal("the discovery static needs the setting members");
    }
    if (settings.get(DISCOVERY) == Discovery.DNS && settings.get(DNS_QUERY).isEmpty()) {
      throw new PluginRefusal("the discovery dns needs the setting dns.query");
    }
    if (isLoopback(settings.get(BIND)) && looksElsewhere(settings)) {
      throw new PluginRefusal(
          "nodes on other machines cannot reach this one at "
              + settings.get(BIND)
              + ": the setting bind must name its address on their network");
    }
    if (settings.get(PORT) + 2 * settings.get(PORT_RANGE) > 65536) {
      throw new PluginRefusal("the range of ports must end, twice as long, at 65535");
    }
  }
}
