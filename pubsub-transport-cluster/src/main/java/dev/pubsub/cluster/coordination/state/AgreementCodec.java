package dev.pubsub.cluster.coordination.state;

import dev.pubsub.cluster.coordination.state.Session.Ticket;
import dev.pubsub.cluster.coordination.state.Tickets.Holder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes and reads the whole state; the same state makes the same bytes. */
public final class AgreementCodec {

  private static final int VERSION = 1;

  private AgreementCodec() {}

  /**
   * Writes a state.
   *
   * @param state is not changed
   * @return the whole of it
   */
  public static byte[] write(Agreement state) {
    return Octets.written(
        to -> {
          to.writeByte(VERSION);
          writeSessions(to, state.sessions);
          writeQueues(to, state.tickets.claims);
          writeQueues(to, state.tickets.arrived);
          to.writeInt(state.counters.size());
          for (Map.Entry<String, Long> counter : state.counters.entrySet()) {
            Octets.writeText(to, counter.getKey());
            to.writeLong(counter.getValue());
          }
          to.writeInt(state.values.cells.size());
          for (Map.Entry<Values.Key, Values.Cell> value : state.values.cells.entrySet()) {
            Octets.writeText(to, value.getKey().map());
            Octets.writeText(to, value.getKey().key());
            to.writeLong(value.getValue().version());
            Octets.writeText(to, value.getValue().text());
          }
        });
  }

  private static void writeSessions(DataOutput to, Map<Long, Session> sessions) throws IOException {
    to.writeInt(sessions.size());
    for (Map.Entry<Long, Session> each : sessions.entrySet()) {
      Session session = each.getValue();
      to.writeLong(each.getKey());
      Octets.writeText(to, session.node);
      to.writeLong(session.life);
      to.writeLong(session.renewed);
      to.writeLong(session.answered);
      to.writeInt(session.answers.size());
      for (Map.Entry<Long, Outcome> answer : session.answers.entrySet()) {
        to.writeLong(answer.getKey());
        OutcomeCodec.write(to, answer.getValue());
      }
      to.writeInt(session.tickets.size());
      for (Map.Entry<Long, Ticket> ticket : session.tickets.entrySet()) {
        to.writeLong(ticket.getKey());
        Octets.writeText(to, ticket.getValue().name());
        to.writeInt(ticket.getValue().parties());
        to.writeLong(ticket.getValue().token());
      }
    }
  }

  private static void writeQueues(DataOutput to, Map<String, List<Holder>> queues)
      throws IOException {
    to.writeInt(queues.size());
    for (Map.Entry<String, List<Holder>> queue : queues.entrySet()) {
      Octets.writeText(to, queue.getKey());
      to.writeInt(queue.getValue().size());
      for (Holder holder : queue.getValue()) {
        to.writeLong(holder.session());
        to.writeLong(holder.number());
      }
    }
  }

  /**
   * Reads a state.
   *
   * @param bytes as {@link #write} wrote them; none for a state with nothing in it
   * @param limits how much it may remember from now on
   * @return the state
   * @throws java.io.UncheckedIOException when they are no state
   */
  public static Agreement read(byte[] bytes, Limits limits) {
    Agreement state = new Agreement(limits);
    if (bytes.length == 0) {
      return state;
    }
    return Octets.read(
        bytes,
        from -> {
          int version = from.readByte();
          if (version != VERSION) {
            throw new IOException("a state of version " + version);
          }
          state.tickets.restored(readSessions(from, state.sessions));
          readQueues(from, state.tickets.claims);
          readQueues(from, state.tickets.arrived);
          for (int i = from.readInt(); i > 0; i--) {
            state.counters.put(Octets.readText(from), from.readLong());
          }
          for (int i = from.readInt(); i > 0; i--) {
            state.values.restore(
                new Values.Key(Octets.readText(from), Octets.readText(from)),
                new Values.Cell(from.readLong(), Octets.readText(from)));
          }
          return state;
        });
  }

  /** How many tickets they have together. */
  private static int readSessions(DataInput from, Map<Long, Session> sessions) throws IOException {
    int tickets = 0;
    for (int i = from.readInt(); i > 0; i--) {
      long number = from.readLong();
      Session session = new Session(Octets.readText(from), from.readLong(), from.readLong());
      session.answered = from.readLong();
      for (int answers = from.readInt(); answers > 0; answers--) {
        session.answers.put(from.readLong(), OutcomeCodec.read(from));
      }
      for (int each = from.readInt(); each > 0; each--) {
        session.tickets.put(
            from.readLong(), new Ticket(Octets.readText(from), from.readInt(), from.readLong()));
        tickets++;
      }
      sessions.put(number, session);
    }
    return tickets;
  }

  private static void readQueues(DataInput from, Map<String, List<Holder>> queues)
      throws IOException {
    for (int i = from.readInt(); i > 0; i--) {
      String name = Octets.readText(from);
      List<Holder> queue = new ArrayList<>();
      for (int holders = from.readInt(); holders > 0; holders--) {
        queue.add(new Holder(from.readLong(), from.readLong()));
      }
      queues.put(name, queue);
    }
  }
}
