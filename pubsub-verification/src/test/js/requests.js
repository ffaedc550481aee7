// Questions that phoenix.js answers, asked by a program and over HTTP; and several who read along
// while one answers with many tokens, each of which has its number, up to the mark behind the last.
import assert from "node:assert/strict";
import { answerOf, ask, connect, join, run, url } from "./harness.js";

const HTTP = new URL(url.replace(/^ws/, "http")).origin;
const TOKENS = 500;

await run({
  async aReplyToAProgramNeedsTheCorrelationAlone() {
    const { channel, received } = await control("ask:program");
    const asked = ask("request");
    const { message, reply_to: topic, correlation, headers } = await received.next();
    assert.deepEqual(message, { n: 7 });
    assert.deepEqual(headers, { "reply-to": topic, correlation });
    await ok(channel, "publish", { topic, message: { n: 8 }, headers: { correlation } });
    await asked;
  },

  async aReplyToAQuestionOverHttpMaySayThatItIsTheLast() {
    const { channel, received } = await control("ask:http");
    const asked = post({ topic: "ask:http", message: "how many?", headers: { lang: "en" } });
    const { message, reply_to: topic, correlation, headers } = await received.next();
    assert.equal(message.payload, "how many?");
    assert.equal(headers.lang, "en");
    const reply = { topic, message: 5, headers: { correlation, reply: "last" } };
    await ok(channel, "publish", reply);
    const { status, reply: said } = await asked;
    assert.deepEqual([status, said], ["replied", 5]);
  },

  async aResponderMaySayThatItCannot() {
    const { channel, received } = await control("ask:refused");
    const asked = post({ topic: "ask:refused", message: 1 });
    const { reply_to: topic, correlation } = await received.next();
    const headers = { correlation, reply: "error" };
    await ok(channel, "publish", { topic, message: "not today", headers });
    const { code, error } = await asked;
    assert.deepEqual([code, error], ["RESPONDER_FAILED", "not today"]);
  },

  async whoeverReadsAlongHasEveryTokenOnceAndInOrder() {
    await ask("respond");
    const topic = "long:tokens";
    const first = await control(topic);
    const cut = await read(topic, 100, undefined, () => {
      const headers = { "reply-to": topic, correlation: "question-1" };
      return ok(first.channel, "publish", { topic: "llm:complete", message: TOKENS, headers });
    });
    const late = await control(topic, { replay: 1000 });
    const rest = await read(topic, TOKENS + 1 - 100, cut.position);
    assert.equal(rest.recovered, true);
    expectAll([...cut.tokens, ...rest.tokens]);
    for (const { received } of [first, late]) {
      const tokens = [];
      while (tokens.length <= TOKENS) tokens.push(await received.next());
      expectAll(tokens);
      assert.equal(received.size, 0);
    }
  },
});

/** Expects the tokens by their numbers, and the end behind them. */
function expectAll(tokens) {
  assert.equal(tokens.length, TOKENS + 1);
  tokens.forEach(({ message, headers }, i) => {
    assert.equal(headers["reply-number"], String(i + 1));
    assert.equal(headers.correlation, "question-1");
    assert.equal(headers.reply, i < TOKENS ? "next" : "end");
    if (i < TOKENS) assert.equal(message.payload ?? message, "token " + (i + 1));
  });
}

/** The control channel, subscribed to a topic. */
async function control(topic, wishes = {}) {
  const joined = await join(await connect(), "pubsub", "message");
  await ok(joined.channel, "subscribe", { topic, ...wishes });
  return joined;
}

async function ok(channel, event, payload) {
  const [status, response] = await answerOf(channel.push(event, payload));
  assert.equal(status, "ok", JSON.stringify(response));
  return response;
}

async function post(question) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(question);
  return (await fetch(HTTP + "/api/request", { method: "POST", headers, body })).json();
}

/** Reads so many events of a topic behind a position, and goes; what has come beyond is forgotten. */
async function read(topic, count, position, subscribed = () => {}) {
  const gone = new AbortController();
  const headers = position ? { "Last-Event-ID": position } : {};
  const address = `${HTTP}/api/topics/${encodeURIComponent(topic)}/events`;
  const answer = await fetch(address, { headers, signal: gone.signal });
  const tokens = [];
  let recovered;
  let last;
  for await (const { event, id, data } of blocks(answer.body)) {
    if (event === "subscribed") {
      recovered = JSON.parse(data).recovered;
      await subscribed();
    } else if (data) {
      tokens.push(JSON.parse(data));
      last = id;
    }
    if (tokens.length === count) break;
  }
  gone.abort();
  return { tokens, recovered, position: last };
}

/** The events of a stream, with their fields. */
async function* blocks(body) {
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const lines = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      yield Object.fromEntries(lines.map((line) => line.match(/^(\w*): ?(.*)$/)?.slice(1) ?? ["", ""]));
    }
  }
}
