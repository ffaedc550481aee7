// Many messages in a row, as fast as acknowledgements allow.
import assert from "node:assert/strict";
import { answerOf, connect, join, run, within } from "./harness.js";

const COUNT = 10000;
const UNACKNOWLEDGED = 256;

await run({
  async tenThousandPushesArriveInOrder() {
    const publisher = await join(await connect(), "order:channel", "none");
    const arrived = inOrder(
      await join(await connect({ params: { capacity: 65536 } }), "order:channel", "n"),
      (payload) => payload.n);
    await window((n) => publisher.channel.push("n", { n }));
    await within(arrived, "the last of them");
  },

  async tenThousandPublishesArriveInOrder() {
    const publisher = await join(await connect(), "pubsub", "none");
    const subscriber = await join(
      await connect({ params: { capacity: 65536 } }), "pubsub", "message");
    await answerOf(subscriber.channel.push("subscribe", { topic: "order:control" }));
    const arrived = inOrder(subscriber, ({ message }) => message.n);
    await window((n) => publisher.channel.push("publish", { topic: "order:control", message: { n } }));
    await within(arrived, "the last of them");
  },

  async aLogOfTwoThousandLinesArrivesAsItWas() {
    const lines = Array.from({ length: 2000 }, (_, n) => line(n));
    const publisher = await join(await connect(), "pubsub", "none");
    const subscriber = await join(
      await connect({ params: { capacity: 65536 } }), "pubsub", "message");
    await answerOf(subscriber.channel.push("subscribe", { topic: "logs:**" }));
    await window((n) => publisher.channel.push(
      "publish", { topic: `logs:sshd:${n % 2 ? "info" : "warn"}`, message: lines[n] }), lines.length);
    for (const [n, expected] of lines.entries()) {
      const { topic, message } = await subscriber.received.next();
      assert.deepEqual([topic, message.payload], [`logs:sshd:${n % 2 ? "info" : "warn"}`, expected]);
    }
  },
});

/** A line as logs have them: numbers, brackets, quotes, backslashes, and now and then no ASCII. */
function line(n) {
  const second = `${n % 60}`.padStart(2, "0");
  const user = ["root", "bob \"the\" builder", "C:\\users\\eve", "jörg", "利用者 🌍"][n % 5];
  return `Dec 10 06:55:${second} host sshd[${20000 + n}]: Failed password for ${user} `
    + `from 192.0.2.${n % 256} port ${1024 + n} ssh2`;
}

/** Settles when all have come, each in its turn. */
async function inOrder({ received }, numberOf) {
  for (let n = 0; n < COUNT; n++) assert.equal(numberOf(await received.next()), n);
}

/** Pushes them all and waits for their answers, with a bounded number on the way. */
async function window(push, count = COUNT) {
  const answers = [];
  for (let n = 0; n < count; n++) {
    if (n >= UNACKNOWLEDGED) assert.equal((await answers[n - UNACKNOWLEDGED])[0], "ok");
    answers.push(answerOf(push(n)));
  }
  for (const [status] of await Promise.all(answers)) assert.equal(status, "ok");
}
