// phoenix.js while the server goes away and comes back on the same port.
import assert from "node:assert/strict";
import { answerOf, ask, connect, join, run, within } from "./harness.js";

await run({
  async channelsAreJoinedAgainAfterARestart() {
    const one = await join(await connect(), "room:restart", "say");
    const other = await join(await connect(), "room:restart", "say");
    const rejoined = [one, other].map(rejoins);
    await ask("restart");
    await within(Promise.all(rejoined), "joining again");
    assert.deepEqual(await answerOf(one.channel.push("say", { n: 1 })), ["ok", {}]);
    assert.deepEqual(await one.received.next(), { n: 1 });
    assert.deepEqual(await other.received.next(), { n: 1 });
  },
});

/** The push of the join tells its listeners of the answer it has, and of the next one. */
function rejoins({ channel }) {
  let answers = 0;
  return new Promise((resolve) =>
    channel.joinPush.receive("ok", () => ++answers === 2 && resolve()));
}
