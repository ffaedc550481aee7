// phoenix.js on channels that are topics of the bus.
import assert from "node:assert/strict";
import { Mailbox, answerOf, ask, connect, join, run, within } from "./harness.js";

await run({
  async aJoinIsAnsweredOk() {
    const { response } = await join(await connect(), "room:join", "say");
    assert.deepEqual(response, { reconnect_jitter_max_ms: 5000 });
  },

  async aPushIsAnsweredOkAndReachesEverySocketTheSenderIncluded() {
    const one = await join(await connect(), "room:all", "say");
    const other = await join(await connect(), "room:all", "say");
    const said = { text: "grüß Gott 🌍", list: [1, 2.5, null, { deep: true }] };
    assert.deepEqual(await answerOf(one.channel.push("say", said)), ["ok", {}]);
    assert.deepEqual(await one.received.next(), said);
    assert.deepEqual(await other.received.next(), said);
  },

  async aSignalKeepsTheNameOfItsEvent() {
    const { channel, received } = await join(await connect(), "room:names", "one");
    const others = new Mailbox();
    channel.on("two", (payload) => others.put(payload));
    channel.push("two", { n: 2 });
    channel.push("one", { n: 1 });
    assert.deepEqual(await received.next(), { n: 1 });
    assert.deepEqual(await others.next(), { n: 2 });
  },

  async aJoinWithoutSelfLeavesTheSenderOut() {
    const quiet = await join(await connect(), "room:self", "say", { self: false });
    const other = await join(await connect(), "room:self", "say");
    await answerOf(quiet.channel.push("say", { from: "quiet" }));
    await answerOf(other.channel.push("say", { from: "other" }));
    assert.deepEqual(await quiet.received.next(), { from: "other" });
    assert.deepEqual(await other.received.next(), { from: "quiet" });
    assert.equal(quiet.received.size, 0);
  },

  async manyChannelsShareASocket() {
    const socket = await connect();
    const joined = await Promise.all(
      Array.from({ length: 50 }, (_, n) => join(socket, `room:shared:${n}`, "say")));
    joined.forEach(({ channel }, n) => channel.push("say", { n }));
    for (const [n, { received }] of joined.entries()) {
      assert.deepEqual(await received.next(), { n });
    }
  },

  async afterALeaveTheChannelIsClosedAndNothingArrives() {
    const socket = await connect();
    const leaving = await join(socket, "room:leave", "say");
    const staying = await join(await connect(), "room:leave", "say");
    const closed = new Promise((resolve) => leaving.channel.onClose(resolve));
    assert.equal((await answerOf(leaving.channel.leave()))[0], "ok");
    await within(closed, "the close of the channel");
    await answerOf(staying.channel.push("say", { n: 1 }));
    await staying.received.next();
    assert.equal(await roundTrip(socket), true);
    assert.equal(leaving.received.size, 0);
  },

  async aTopicIsJoinedAgainOnTheSameSocket() {
    const socket = await connect();
    await join(socket, "room:again", "say");
    const again = await join(socket, "room:again", "say");
    await answerOf(again.channel.push("say", { n: 1 }));
    assert.deepEqual(await again.received.next(), { n: 1 });
    assert.equal(await roundTrip(socket), true);
    assert.equal(again.received.size, 0);
  },

  async heartbeatsAreAnswered() {
    // The client gives up on what is not answered within the interval.
    const socket = await connect({ heartbeatIntervalMs: 500 });
    const beats = new Mailbox();
    socket.onMessage(({ topic, payload }) => topic === "phoenix" && beats.put(payload.status));
    socket.onClose(() => beats.put("closed"));
    for (let n = 0; n < 2; n++) assert.equal(await beats.next(), "ok");
  },

  async aTopicThatCannotBeIsRefusedWithACode() {
    const [status, response] = await refusedJoin("room::empty");
    assert.equal(status, "error");
    assert.match(response.code, /^[A-Z_]+$/);
    assert.equal(typeof response.reason, "string");
  },

  async aJoinParameterThatCannotBeIsRefused() {
    for (const parameters of [
      { selector: 7 }, { filter: [] }, { presence: {} },
      { resume: 5 }, { replay: 0 }, { replay: 1001 }, { resume: "x", replay: 5 },
    ]) {
      const [status, response] = await refusedJoin("room:parameters", parameters);
      assert.deepEqual([status, response.code], ["error", "BAD_REQUEST"], JSON.stringify(parameters));
    }
  },

  async aSelectionThatCannotBeReadIsRefusedWithItsPlace() {
    const [status, response] = await refusedJoin("room:parameters", { selector: "agent.type=x" });
    assert.deepEqual([status, response.code], ["error", "BAD_SELECTION"]);
    assert.match(response.reason, /at character 11: expected ':'/);
  },

  async anEventOfTheProtocolCannotBePushed() {
    const { channel } = await join(await connect(), "room:reserved", "say");
    for (const event of ["phx_reply", "phx_error", "phx_own", "presence_state", "heartbeat"]) {
      const [status, response] = await answerOf(channel.push(event, {}));
      assert.deepEqual([status, response.code], ["error", "BAD_REQUEST"], event);
    }
    assert.deepEqual(await answerOf(channel.push("say", {})), ["ok", {}]);
  },

  async aRenewedTokenIsAnsweredOkAndReachesNobody() {
    const { channel, received } = await join(await connect(), "room:token", "access_token");
    assert.deepEqual(await answerOf(channel.push("access_token", { access_token: "a" })), ["ok", {}]);
    assert.deepEqual(await answerOf(channel.push("say", {})), ["ok", {}]);
    assert.equal(received.size, 0);
  },

  async binaryPayloadsArriveAsTheyWere() {
    const one = await join(await connect(), "room:binary", "bytes");
    const other = await join(await connect(), "room:binary", "bytes");
    const bytes = Uint8Array.from({ length: 1000 }, (_, n) => n % 256);
    assert.deepEqual((await answerOf(one.channel.push("bytes", bytes.buffer)))[0], "ok");
    for (const { received } of [one, other]) {
      assert.deepEqual(new Uint8Array(await received.next()), bytes);
    }
  },

  async aPatternIsJoinedAndItsFramesNameTheTopic() {
    const { received } = await join(await connect(), "weather:+", "report");
    const source = await join(await connect(), "weather:oslo", "report");
    await answerOf(source.channel.push("report", { degrees: -3 }));
    assert.deepEqual(await received.next(), { topic: "weather:oslo", payload: { degrees: -3 } });
  },

  async aPushOnAPatternIsRefused() {
    const { channel } = await join(await connect(), "weather:*", "report");
    const [status, response] = await answerOf(channel.push("report", {}));
    assert.deepEqual([status, response.code], ["error", "BAD_REQUEST"]);
  },

  async whatTheApplicationPublishesArrives() {
    const { received } = await join(await connect(), "application:news", "headline");
    await ask("publish");
    assert.deepEqual(await received.next(), { text: "from the application" });
  },
});

async function refusedJoin(topic, parameters = {}) {
  const channel = (await connect()).channel(topic, parameters);
  const answer = await answerOf(channel.join());
  channel.leave();
  return answer;
}

/** After this everything that was sent to the socket before has arrived. */
function roundTrip(socket) {
  return within(new Promise((resolve) => socket.ping(() => resolve(true))), "a round trip");
}
