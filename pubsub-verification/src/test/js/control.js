// phoenix.js on the control channel, by which one socket carries any number of topics.
import assert from "node:assert/strict";
import { answerOf, connect, join, run } from "./harness.js";

const UUID = "7d444840-9dc0-11d1-b245-5ffdce74fad2";

await run({
  async theJoinIsGreeted() {
    const { response } = await join(await connect(), "pubsub", "message");
    assert.equal(response.type, "info");
    assert.equal(response.message, "Connected successfully");
    assert.equal(typeof response.client_id, "string");
    assert.ok("ts" in response);
  },

  async aPingIsAnswered() {
    const { channel, response } = await join(await connect(), "pubsub", "message");
    const pong = await ok(channel, "ping", {});
    assert.equal(pong.type, "pong");
    assert.equal(pong.message, "pong");
    assert.equal(pong.client_id, response.client_id);
  },

  async aSubscriptionIsAcknowledgedAndIsIdempotent() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    for (let n = 0; n < 2; n++) {
      const { ts, ...ack } = await ok(channel, "subscribe", { topic: "desk:1" });
      assert.ok(ts);
      assert.deepEqual(
        ack, { type: "ack", topic: "desk:1", action: "subscribed", subscriber_count: 1 });
    }
    await ok(channel, "publish", { topic: "desk:1", message: { n: 1 } });
    await ok(channel, "publish", { topic: "desk:1", message: { n: 2 } });
    assert.deepEqual((await received.next()).message, { n: 1 });
    assert.deepEqual((await received.next()).message, { n: 2 });
  },

  async aPublishIsAcknowledgedWithItsFigures() {
    const { channel } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:2" });
    const { ts, message_id: id, ...ack } =
      await ok(channel, "publish", { topic: "desk:2", message: { n: 1 } });
    assert.ok(ts);
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(ack, {
      type: "ack", topic: "desk:2", action: "published", stats: { delivered: 1, dropped: 0 },
    });
  },

  async aPublishThatIsTriedAgainWithItsIdIsPublishedOnce() {
    const { channel } = await join(await connect(), "pubsub", "message");
    const push = { topic: "desk:6", message: { n: 1 }, dedup_id: UUID, ttl_ms: 60000 };
    const first = await ok(channel, "publish", push);
    const second = await ok(channel, "publish", push);
    assert.equal(second.message_id, first.message_id);
    assert.deepEqual([first.duplicate, second.duplicate], [undefined, true]);
  },

  async aPublishThatIsScheduledComesLater() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:7" });
    const ack = await ok(channel, "publish", { topic: "desk:7", message: { n: 1 }, delay_ms: 5 });
    assert.equal(ack.action, "scheduled");
    assert.match(ack.scheduled_id, /^[0-9a-f-]{36}$/);
    assert.ok(Date.parse(ack.due) > 0);
    assert.deepEqual((await received.next()).message, { n: 1 });
  },

  async anObjectIsDeliveredAsItWas() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:3" });
    await ok(channel, "publish", { topic: "desk:3", message: { a: [1, { b: null }] } });
    const { ts, ...event } = await received.next();
    assert.ok(ts);
    assert.deepEqual(event, { type: "event", topic: "desk:3", message: { a: [1, { b: null }] } });
  },

  async anythingElseIsDeliveredWithItsId() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:4" });
    for (const message of ["text", 5, true, [1, 2]]) {
      const ack = await ok(channel, "publish", { topic: "desk:4", message });
      assert.deepEqual((await received.next()).message, { id: ack.message_id, payload: message });
    }
  },

  async aPatternBringsTheTopicsThatMatch() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "floor:+:lamp" });
    for (const topic of ["floor:1:lamp", "floor:1:door", "floor:2:lamp"]) {
      await ok(channel, "publish", { topic, message: { topic } });
    }
    assert.equal((await received.next()).topic, "floor:1:lamp");
    assert.equal((await received.next()).topic, "floor:2:lamp");
  },

  async anUnsubscribedTopicIsSilent() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:5" });
    const { action, subscriber_count: count } = await ok(channel, "unsubscribe", { topic: "desk:5" });
    assert.deepEqual([action, count], ["unsubscribed", 0]);
    const { stats } = await ok(channel, "publish", { topic: "desk:5", message: {} });
    assert.deepEqual(stats, { delivered: 0, dropped: 0 });
    assert.equal(received.size, 0);
    assert.equal((await refused(channel, "unsubscribe", { topic: "desk:5" })), "UNSUBSCRIBE_FAILED");
  },

  async channelsAndTheControlChannelMeetOnTheBus() {
    const { channel, received } = await join(await connect(), "pubsub", "message");
    await ok(channel, "subscribe", { topic: "hall:1" });
    const hall = await join(await connect(), "hall:1", "say");
    await answerOf(hall.channel.push("say", { n: 1 }));
    assert.deepEqual((await received.next()).message, { n: 1 });
    await ok(channel, "publish", { topic: "hall:1", message: { n: 2 }, type: "say" });
    assert.deepEqual(await hall.received.next(), { n: 1 });
    assert.deepEqual(await hall.received.next(), { n: 2 });
  },

  async aRequestIdComesBackWhenItIsAUuid() {
    const { channel } = await join(await connect(), "pubsub", "message");
    assert.equal((await ok(channel, "ping", { request_id: UUID })).request_id, UUID);
    assert.ok(!("request_id" in (await ok(channel, "ping", { request_id: "mine" }))));
    const [, error] = await answerOf(channel.push("publish", { request_id: UUID }));
    assert.equal(error.request_id, UUID);
  },

  async whatCannotBeDoneIsRefusedWithACode() {
    const { channel } = await join(await connect(), "pubsub", "message");
    const bad = [
      ["publish", { topic: "floor:*", message: {} }],
      ["publish", { topic: "floor:1" }],
      ["publish", { topic: "floor:1", message: null }],
      ["publish", { message: {} }],
      ["publish", { topic: "floor:1", message: {}, priority: "urgent" }],
      ["publish", { topic: "floor:1", message: {}, key: 5 }],
      ["publish", { topic: "floor:1", message: {}, ttl_ms: 0 }],
      ["subscribe", {}],
      ["subscribe", { topic: "floor:1", selector: "a:b" }],
      ["subscribe", { topic: "floor:1", replay: 0 }],
      ["subscribe", { topic: "floor:1", resume: "x", replay: 5 }],
    ];
    for (const [event, payload] of bad) {
      assert.equal(
        await refused(channel, event, payload), "BAD_REQUEST", event + JSON.stringify(payload));
    }
  },

  async whatIsUrgentOvertakesWhatWaits() {
    const socket = await connect({ params: { capacity: 65536 } });
    const { channel, received } = await join(socket, "pubsub", "message");
    await ok(channel, "subscribe", { topic: "desk:urgent" });
    const publisher = await join(await connect(), "pubsub", "none");
    const waiting = 400;
    socket.conn.pause();
    for (let n = 0; n < waiting; n++) {
      const message = { n, text: "x".repeat(50_000) };
      await ok(publisher.channel, "publish", { topic: "desk:urgent", message, priority: "normal" });
    }
    await ok(publisher.channel, "publish", {
      topic: "desk:urgent", message: { n: "now" }, priority: "high", key: "k",
    });
    socket.conn.resume();
    const order = [];
    while (order.length <= waiting) order.push((await received.next()).message.n);
    assert.notEqual(order.pop(), "now");
    order.splice(order.indexOf("now"), 1);
    assert.deepEqual(order, Array.from({ length: waiting - 1 }, (_, n) => n));
  },

  async anUnknownEventIsRefusedNamingTheFour() {
    const { channel } = await join(await connect(), "pubsub", "message");
    const [status, { type, error }] = await answerOf(channel.push("dance", {}));
    assert.deepEqual([status, type, error.code], ["error", "error", "BAD_REQUEST"]);
    for (const known of ["ping", "subscribe", "unsubscribe", "publish"]) {
      assert.ok(error.message.includes(known), error.message);
    }
  },
});

async function ok(channel, event, payload) {
  const [status, response] = await answerOf(channel.push(event, payload));
  assert.equal(status, "ok", event + " " + JSON.stringify(response));
  return response;
}

async function refused(channel, event, payload) {
  const [status, response] = await answerOf(channel.push(event, payload));
  assert.equal(status, "error", event + " " + JSON.stringify(payload));
  assert.equal(response.type, "error");
  assert.equal(typeof response.error.message, "string");
  return response.error.code;
}
