// phoenix.js on a bus that has a name.
import assert from "node:assert/strict";
import { answerOf, connect, join, run } from "./harness.js";

const ON_AUDIT = { params: { bus: "audit" } };

await run({
  async channelsOfAnotherBusDoNotMeet() {
    const audit = await join(await connect(ON_AUDIT), "room:bus", "say");
    const other = await join(await connect(), "room:bus", "say");
    await answerOf(audit.channel.push("say", { on: "audit" }));
    await answerOf(other.channel.push("say", { on: "default" }));
    assert.deepEqual(await audit.received.next(), { on: "audit" });
    assert.deepEqual(await other.received.next(), { on: "default" });
    assert.deepEqual([audit.received.size, other.received.size], [0, 0]);
  },

  async theControlChannelIsOnTheBusToo() {
    const { channel, received } = await join(await connect(ON_AUDIT), "pubsub", "message");
    await answerOf(channel.push("subscribe", { topic: "trail:*" }));
    const audit = await join(await connect(ON_AUDIT), "trail:1", "say");
    const other = await join(await connect(), "trail:1", "say");
    await answerOf(other.channel.push("say", { on: "default" }));
    await answerOf(audit.channel.push("say", { on: "audit" }));
    assert.deepEqual((await received.next()).message, { on: "audit" });
  },
});
