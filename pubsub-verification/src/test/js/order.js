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
});

/** Settles when all have come, each in its turn. */
async function inOrder({ received }, numberOf) {
  for (let n = 0; n < COUNT; n++) assert.equal(numberOf(await received.next()), n);
}

/** Pushes them all and waits for their answers, with a bounded number on the way. */
async function window(push) {
  const answers = [];
  for (let n = 0; n < COUNT; n++) {
    if (n >= UNACKNOWLEDGED) assert.equal((await answers[n - UNACKNOWLEDGED])[0], "ok");
    answers.push(answerOf(push(n)));
  }
  for (const [status] of await Promise.all(answers)) assert.equal(status, "ok");
}
