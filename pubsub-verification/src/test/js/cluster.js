// phoenix.js at one node of a cluster, which hears what is published at another and is heard there.
import assert from "node:assert/strict";
import { answerOf, ask, connect, join, run } from "./harness.js";

await run({
  async aClientHearsWhatIsPublishedAtAnotherNode() {
    const far = await join(await connect(), "room:far", "message");
    await ask("publish");
    assert.equal((await far.received.next()).payload, "from afar");
  },

  async andIsHeardThere() {
    const near = await join(await connect(), "room:near", "say");
    assert.deepEqual(await answerOf(near.channel.push("say", { n: 1 })), ["ok", {}]);
    await ask("listen");
  },
});
