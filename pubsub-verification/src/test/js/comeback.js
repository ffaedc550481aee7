// A phoenix.js client that is cut off while a thousand messages are published. It comes back by
// itself, and asks for all since the position that its first join was answered with; what it has
// seen already it knows by its number.
import assert from "node:assert/strict";
import { Mailbox, answerOf, connect, join, run } from "./harness.js";

const ALL = 1000;

await run({
  async itHasEveryOneInOrderThen() {
    const { numbers, answers } = await cutAt(300, "long:cut");
    assert.equal((await answers.next()).recovered, true);
    for (let n = 1; n <= ALL; n++) assert.equal(await numbers.next(), n);
    assert.equal(numbers.size, 0);
  },

  async itIsToldOfTheGapWhenTheHistoryWasTooShort() {
    const { numbers, answers } = await cutAt(300, "past:cutshort");
    assert.equal((await answers.next()).recovered, false);
    let last = 0;
    while (last < ALL) {
      const n = await numbers.next();
      assert.ok(n > last);
      last = n;
    }
  },
});

/** Cuts a client off behind so many messages, while another one pushes all of them. */
async function cutAt(count, topic) {
  const socket = await connect();
  const numbers = new Mailbox();
  const answers = new Mailbox();
  let position;
  let seen = 0;
  const channel = socket.channel(topic, () => (position ? { resume: position } : {}));
  channel.on("n", ({ n }) => {
    if (n <= seen) return;
    seen = n;
    numbers.put(n);
    if (n === count) socket.conn.terminate();
  });
  channel.join().receive("ok", (response) => {
    position ??= response.position;
    answers.put(response);
  });
  await answers.next();
  const publisher = await join(await connect(), topic, "none", { self: false });
  for (let n = 1; n <= ALL; n++) {
    assert.equal((await answerOf(publisher.channel.push("n", { n })))[0], "ok");
  }
  return { numbers, answers };
}
