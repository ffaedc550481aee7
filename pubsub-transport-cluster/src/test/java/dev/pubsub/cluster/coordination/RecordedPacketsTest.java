package dev.pubsub.cluster.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.coordination.raft.Entry;
import dev.pubsub.cluster.coordination.raft.Message;
import dev.pubsub.cluster.coordination.raft.Snapshot;
import dev.pubsub.cluster.coordination.state.Command;
import dev.pubsub.cluster.coordination.state.Operation;
import dev.pubsub.cluster.coordination.state.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packets as nodes of version 1 have sent them, recorded byte by byte. What fails here would not be
 * understood by nodes that run already: it needs another version.
 */
final class RecordedPacketsTest {

  private static final PacketCodec CODEC = new PacketCodec(0x0102_0304);

  private static final Map<String, Packet> PACKETS = packets();

  private static Recorded recorded;

  @BeforeAll
  static void read() throws IOException {
    recorded = Recorded.of(RecordedPacketsTest.class, "packets-1.txt");
  }

  private static Map<String, Packet> packets() {
    Map<String, Packet> all = new LinkedHashMap<>();
    Entry full = new Entry(7, new byte[] {1, 2, 3});
    Entry empty = new Entry(6, new byte[0]);
    said(all, "ask", new Message.Ask(7, true, 300, 6));
    said(all, "vote", new Message.Vote(7, false, true));
    said(all, "append", new Message.Append(7, 299, 6, 298, List.of(full, empty)));
    said(all, "install", new Message.Install(7, new Snapshot(300, 6, new byte[] {4, 5})));
    said(all, "appended", new Message.Appended(7, true, 301));
    call(all, "open", new Command.Open("nörd-1", 5000));
    call(all, "renew", new Command.Renew(9));
    call(all, "end", new Command.End(9));
    call(all, "expire", new Command.Expire(9, 1L << 40));
    want(all, "claim", new Operation.Claim("lock"));
    want(all, "arrive", new Operation.Arrive("gate", 3));
    want(all, "leave", new Operation.Leave(2));
    want(all, "add", new Operation.Add("count", -5));
    want(all, "put", new Operation.Put("map", "key", "ü", -1));
    want(all, "remove", new Operation.Remove("map", "key", 4));
    want(all, "get", new Operation.Get("map", ""));
    answer(all, "opened", new Outcome.Opened(9));
    answer(all, "renewed", new Outcome.Renewed(Map.of(2L, 77L)));
    answer(all, "done", new Outcome.Done());
    answer(all, "granted", new Outcome.Granted(77));
    answer(all, "waiting", new Outcome.Waiting());
    answer(all, "counted", new Outcome.Count(-1));
    answer(all, "value", new Outcome.Value(3, "ü"));
    answer(all, "conflict", new Outcome.Conflict(4));
    for (Outcome.Reason reason : Outcome.Reason.values()) {
      answer(all, "refused-" + reason, new Outcome.Refused(reason));
    }
    all.put("elsewhere", new Packet.Elsewhere(1, "nörd-2"));
    all.put("nudge", new Packet.Nudge(9));
    return all;
  }

  private static void said(Map<String, Packet> all, String name, Message message) {
    all.put(name, new Packet.Said(message));
  }

  private static void call(Map<String, Packet> all, String name, Command command) {
    all.put(name, new Packet.Call(1, command));
  }

  private static void want(Map<String, Packet> all, String name, Operation operation) {
    call(all, name, new Command.Request(9, 2, 1, operation));
  }

  private static void answer(Map<String, Packet> all, String name, Outcome outcome) {
    all.put(name, new Packet.Answer(1, outcome));
  }

  static Set<String> names() {
    return PACKETS.keySet();
  }

  @Test
  void eachIsRecorded() {
    recorded.assertNames(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsMeantIsWrittenAsItWasSent(String name) {
    recorded.assertSame(name, CODEC.write(PACKETS.get(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatWasSentIsReadAsItWasMeant(String name) throws IOException {
    byte[] bytes = recorded.bytes(name);
    assertThat(CODEC.read(bytes, 0, bytes.length))
        .usingRecursiveComparison()
        .isEqualTo(PACKETS.get(name));
  }
}
