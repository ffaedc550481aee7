// Runs the script of docs/try/index.html against a server, twice, and uses it as two people would.
// Usage: node page.js PAGE WEBSOCKET_URL
import assert from "node:assert/strict";
import fs from "node:fs";
import vm from "node:vm";
import WebSocket from "ws";

const PATIENCE_MS = 10000;
const [page, url] = process.argv.slice(2);
const html = fs.readFileSync(page, "utf8");

/** As much of an element as the page uses. */
class Element {
  constructor(value = "") {
    this.value = value;
    this.textContent = "";
    this.childNodes = [];
    this.listeners = {};
    this.scrollTop = 0;
    this.scrollHeight = 0;
  }
  get firstChild() {
    return this.childNodes[0];
  }
  appendChild(child) {
    this.childNodes.push(child);
  }
  removeChild(child) {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
  }
  addEventListener(event, listener) {
    this.listeners[event] = listener;
  }
}

/** A browser names the origin of a page that is opened as a file "null". */
class PageWebSocket extends WebSocket {
  constructor(address) {
    super(address, { origin: "null" });
    this.onerror = () => {}; // a close follows, as in a browser
  }
}

class Page {
  constructor() {
    this.elements = new Map();
    for (const [tag, id] of html.matchAll(/<[^>]*\bid="([^"]+)"[^>]*>/g)) {
      const [, , value = ""] = tag.match(/\bvalue=(["'])(.*?)\1/) ?? [];
      this.elements.set(id, new Element(value));
    }
    const document = {
      getElementById: (id) => this.elements.get(id) ?? assert.fail("the page has no element " + id),
      createElement: () => new Element(),
    };
    const [, script] = html.match(/<script>([\s\S]*)<\/script>/);
    vm.runInNewContext(script, { document, WebSocket: PageWebSocket, setInterval, clearInterval });
    this.fill("url", url);
  }
  fill(id, value) {
    this.elements.get(id).value = value;
  }
  fire(id, event) {
    let prevented = false;
    this.elements.get(id).listeners[event]({ preventDefault: () => (prevented = true) });
    assert.ok(prevented, "a form must not be sent by the browser");
  }
  lines() {
    return this.elements.get("log").childNodes.map((row) => row.textContent);
  }
  async shows(pattern) {
    await until(() => this.lines().some((line) => pattern.test(line)), () =>
      `expected ${pattern} among\n${this.lines().join("\n")}`);
  }
  async isIn(state) {
    await until(() => this.elements.get("state").textContent === state, () =>
      `expected state ${state}, the log says\n${this.lines().join("\n")}`);
  }
}

async function until(holds, complaint) {
  const end = Date.now() + PATIENCE_MS;
  while (!holds()) {
    assert.ok(Date.now() < end, complaint());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const alice = new Page();
const bob = new Page();
for (const person of [alice, bob]) {
  person.fire("connect", "submit");
  await person.isIn("joined");
  await person.shows(/^join -> ok .*"client_id"/);
}

bob.fire("subscribe", "submit");
await bob.shows(/^subscribe -> ok .*"subscribed"/);

alice.fire("ping", "click");
await alice.shows(/^ping -> ok .*"pong"/);

alice.fire("publish", "submit");
await alice.shows(/^publish -> ok .*"published"/);
await bob.shows(/^room:1: \{"text":"hello"\}$/);

alice.fill("message", "not JSON");
alice.fire("publish", "submit");
await bob.shows(/^room:1: \{.*"payload":"not JSON"/);

alice.fill("topic", "room:*");
alice.fire("publish", "submit");
await alice.shows(/^publish -> error .*"BAD_REQUEST"/);

bob.fire("unsubscribe", "click");
await bob.shows(/^unsubscribe -> ok .*"unsubscribed"/);

for (const person of [alice, bob]) {
  person.fire("disconnect", "click");
  await person.isIn("not connected");
}
console.log("the page works");
