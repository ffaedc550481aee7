// The frames themselves, by a plain WebSocket: both serializers, and what phoenix.js never sends.
import assert from "node:assert/strict";
import { once } from "node:events";
import WebSocket from "ws";
import { Plain, run, url, within } from "./harness.js";

const WELCOME = { reconnect_jitter_max_ms: 5000 };
const V2 = url + "/websocket?vsn=2.0.0";

await run({
  async withoutAVersionFramesAreMaps() {
    for (const address of [url, url + "/websocket", url + "/websocket?vsn=1.0.0"]) {
      const client = await Plain.open(address);
      assert.deepEqual(
        await call(client, v1("raw:v1", "phx_join", {}, "1")), replyV1("raw:v1", "1", WELCOME));
      client.send(v1("raw:v1", "say", { n: 1 }, "2"));
      assert.deepEqual(
        byEvent([await client.next(), await client.next()]),
        byEvent([
          replyV1("raw:v1", "2", {}),
          { topic: "raw:v1", event: "say", payload: { n: 1 }, ref: null },
        ]));
      assert.deepEqual(
        await call(client, v1("phoenix", "heartbeat", {}, "3")), replyV1("phoenix", "3", {}));
      assert.deepEqual(
        await call(client, v1("raw:v1", "phx_leave", {}, "4")), replyV1("raw:v1", "4", {}));
      assert.equal((await client.next()).event, "phx_close");
      client.socket.terminate();
      await client.closed;
    }
  },

  async aControlChannelSpeaksTheFirstSerializer() {
    const client = await Plain.open(url);
    const { payload } = await call(client, v1("pubsub", "phx_join", {}, "1"));
    assert.equal(payload.response.type, "info");
    const ack = await call(client, v1("pubsub", "subscribe", { topic: "raw:desk" }, "2"));
    assert.deepEqual([ack.payload.status, ack.payload.response.action], ["ok", "subscribed"]);
    client.send(v1("pubsub", "publish", { topic: "raw:desk", message: { n: 1 } }, "3"));
    const frames = byEvent([await client.next(), await client.next()]);
    assert.deepEqual(frames.map(({ event }) => event), ["message", "phx_reply"]);
    assert.deepEqual(frames[0].payload.message, { n: 1 });
  },

  async anUnknownVersionIsForbidden() {
    for (const version of ["3.0.0", "2.1.0", "two", ""]) {
      const socket = new WebSocket(`${url}/websocket?vsn=${version}`);
      const [, response] = await within(once(socket, "unexpected-response"), "the refusal");
      assert.equal(response.statusCode, 403, version);
      socket.on("error", () => {});
      socket.terminate();
    }
  },

  async anUnknownBusIsForbiddenWithItsCode() {
    const socket = new WebSocket(V2 + "&bus=nowhere");
    const [, response] = await within(once(socket, "unexpected-response"), "the refusal");
    assert.deepEqual(
      [response.statusCode, response.headers["x-error-code"]], [403, "BUS_NOT_FOUND"]);
    socket.on("error", () => {});
    socket.terminate();
  },

  async aHeartbeatIsAnsweredBeforeAnythingIsJoined() {
    const client = await Plain.open(V2);
    assert.deepEqual(
      await call(client, [null, "1", "phoenix", "heartbeat", {}]),
      [null, "1", "phoenix", "phx_reply", ok({})]);
  },

  async aDuplicateJoinIsAnsweredThenTheOldChannelIsClosed() {
    const client = await Plain.open(V2);
    await call(client, ["1", "1", "raw:twice", "phx_join", {}]);
    client.send(["2", "2", "raw:twice", "phx_join", {}]);
    assert.deepEqual(await client.next(), ["2", "2", "raw:twice", "phx_reply", ok(WELCOME)]);
    assert.deepEqual(await client.next(), ["1", "1", "raw:twice", "phx_close", {}]);
    client.send(["2", "3", "raw:twice", "say", { n: 1 }]);
    const frames = [await client.next(), await client.next()].sort((a, b) => a[3] < b[3] ? -1 : 1);
    assert.deepEqual(frames[0], ["2", "3", "raw:twice", "phx_reply", ok({})]);
    assert.deepEqual(frames[1], [null, null, "raw:twice", "say", { n: 1 }]);
  },

  async aFrameForAnOldJoinIsIgnored() {
    const client = await Plain.open(V2);
    await call(client, ["5", "5", "raw:old", "phx_join", {}]);
    client.send(["4", "6", "raw:old", "say", { n: 1 }]);
    client.send(["4", "7", "raw:old", "phx_leave", {}]);
    assert.deepEqual(
      await call(client, [null, "8", "phoenix", "heartbeat", {}]),
      [null, "8", "phoenix", "phx_reply", ok({})]);
    client.send(["5", "9", "raw:old", "phx_leave", {}]);
    assert.deepEqual(await client.next(), ["5", "9", "raw:old", "phx_reply", ok({})]);
    assert.deepEqual(await client.next(), ["5", "5", "raw:old", "phx_close", {}]);
  },

  async aPushToATopicThatIsNotJoinedIsUnmatched() {
    const client = await Plain.open(V2);
    const [joinRef, ref, topic, event, { status, response }] =
      await call(client, ["1", "2", "raw:stranger", "say", {}]);
    assert.deepEqual(
      [joinRef, ref, topic, event, status], [null, "2", "raw:stranger", "phx_reply", "error"]);
    assert.equal(response.reason, "unmatched topic");
  },

  async aLeaveOfATopicThatIsNotJoinedIsAnsweredOk() {
    const client = await Plain.open(V2);
    assert.deepEqual(
      await call(client, ["1", "2", "raw:never", "phx_leave", {}]),
      ["1", "2", "raw:never", "phx_reply", ok({})]);
  },

  async aBinaryPushIsReadByItsLengths() {
    const client = await Plain.open(V2);
    await call(client, ["12", "1", "topic", "phx_join", {}]);
    client.send(Buffer.concat([
      Buffer.from([0, 2, 3, 5, 5]), Buffer.from("12123topicevent"), Buffer.from([101, 102, 103]),
    ]));
    const frames = [await client.next(), await client.next()];
    const reply = frames.find(Array.isArray);
    const broadcast = frames.find(Buffer.isBuffer);
    assert.deepEqual(reply, ["12", "123", "topic", "phx_reply", ok({})]);
    assert.deepEqual(broadcast, Buffer.concat([
      Buffer.from([2, 5, 5]), Buffer.from("topicevent"), Buffer.from([101, 102, 103]),
    ]));
  },

  async tooManyChannelsAreRefused() {
    const client = await Plain.open(V2);
    for (let n = 0; n < 100; n++) {
      const frame = await call(client, [`${n}`, `${n}`, `raw:many:${n}`, "phx_join", {}]);
      assert.equal(frame[4].status, "ok");
    }
    const frame = await call(client, ["100", "100", "raw:many:100", "phx_join", {}]);
    assert.deepEqual([frame[0], frame[1], frame[4].status], ["100", "100", "error"]);
    assert.equal(frame[4].response.reason, "too many channels joined");
  },

  async whatIsNotAFrameClosesTheSocketAndHarmsNobodyElse() {
    const neighbour = await Plain.open(V2);
    await call(neighbour, ["1", "1", "raw:calm", "phx_join", {}]);
    for (const nonsense of [
      "not json", "{}", "[]", '["1","2","t","e"]', '[1,2,3,4,5]', "null", '"text"',
      Buffer.from([9, 9, 9]), Buffer.from([0, 255, 255, 255, 255, 1]), Buffer.alloc(0),
    ]) {
      const client = await Plain.open(V2);
      client.send(nonsense);
      assert.equal(await within(client.closed, "the close for " + nonsense), 1007, `${nonsense}`);
    }
    assert.equal((await call(neighbour, ["1", "2", "raw:calm", "phx_leave", {}]))[4].status, "ok");
  },

  async aMessageThatIsTooBigClosesTheSocket() {
    const client = await Plain.open(V2);
    client.send(JSON.stringify([null, "1", "phoenix", "heartbeat", "x".repeat(2_000_000)]));
    assert.equal(await within(client.closed, "the close"), 1009);
  },
});

async function call(client, frame) {
  client.send(frame);
  return client.next();
}

function v1(topic, event, payload, ref) {
  return { topic, event, payload, ref };
}

function replyV1(topic, ref, response) {
  return { topic, event: "phx_reply", payload: ok(response), ref };
}

function ok(response) {
  return { status: "ok", response };
}

function byEvent(frames) {
  return frames.sort((a, b) => (a.event < b.event ? -1 : 1));
}
