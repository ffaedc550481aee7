// phoenix.js on topics of which the server keeps the last hundred signals.
import assert from "node:assert/strict";
import { Mailbox, answerOf, ask, connect, join, run, within } from "./harness.js";

const KEPT = 100;

await run({
  async aJoinIsToldWhereItStands() {
    const { response } = await join(await connect(), "past:stand", "n");
    assert.equal(typeof response.position, "string");
    assert.equal(response.recovered, false);
  },

  async aReplayBringsTheLast() {
    await publish("past:replay", 1, 10);
    const { received } = await join(await connect(), "past:replay", "n", { replay: 3 });
    await publish("past:replay", 11, 11);
    await expect(received, 8, 11);
  },

  async whoeverResumesGetsWhatItMissed() {
    const first = await join(await connect(), "past:missed", "n");
    await answerOf(first.channel.leave());
    await publish("past:missed", 1, KEPT);
    const again = await join(
      await connect(), "past:missed", "n", { resume: first.response.position });
    assert.equal(again.response.recovered, true);
    await publish("past:missed", KEPT + 1, KEPT + 5);
    await expect(again.received, 1, KEPT + 5);
  },

  async whoeverResumesTooLateIsToldOfTheGap() {
    const first = await join(await connect(), "past:gap", "n");
    await answerOf(first.channel.leave());
    await publish("past:gap", 1, KEPT + 50);
    const again = await join(await connect(), "past:gap", "n", { resume: first.response.position });
    assert.equal(again.response.recovered, false);
    await expect(again.received, 51, KEPT + 50);
  },

  async aChannelThatIsCutResumesByItself() {
    const socket = await connect();
    const answers = new Mailbox();
    const received = new Mailbox();
    let position;
    const channel = socket.channel("past:cut", () => (position ? { resume: position } : {}));
    channel.on("n", (payload) => received.put(payload));
    channel.join().receive("ok", (response) => {
      position = response.position;
      answers.put(response);
    });
    await answers.next();
    const cut = new Promise((resolve) => socket.onClose(resolve));
    socket.conn.terminate();
    await within(cut, "the cut");
    await publish("past:cut", 1, 50);
    assert.equal((await answers.next()).recovered, true);
    await publish("past:cut", 51, 60);
    await expect(received, 1, 60);
  },

  async whatTheServerForgotIsAGap() {
    const first = await join(await connect(), "past:forgotten", "n");
    await publish("past:forgotten", 1, 5);
    await ask("restart");
    const again = await join(
      await connect(), "past:forgotten", "n", { resume: first.response.position });
    assert.equal(again.response.recovered, false);
    await publish("past:forgotten", 6, 6);
    await expect(again.received, 6, 6);
  },
});

/** Pushes numbers from another socket, each once the one before was answered. */
async function publish(topic, from, to) {
  const { channel } = await join(await connect(), topic, "none", { self: false });
  for (let n = from; n <= to; n++) assert.deepEqual((await answerOf(channel.push("n", { n })))[0], "ok");
}

/** Expects these numbers, in their order, and nothing else. */
async function expect(received, from, to) {
  for (let n = from; n <= to; n++) assert.deepEqual(await received.next(), { n });
  assert.equal(received.size, 0);
}
