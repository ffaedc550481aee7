// What the scripts share. A script is started with the address of the server, runs its cases one
// after the other, and writes "ok NAME" or "failed NAME: WHY" for each of them. With ask() it has
// its parent do something to the server.
import { once } from "node:events";
import readline from "node:readline";
import { Socket } from "phoenix";
import WebSocket from "ws";

const PATIENCE_MS = 10000;

/** The address of the server, such as ws://127.0.0.1:4000/ws */
export const url = process.argv[2];

const answers = readline.createInterface({ input: process.stdin });
const open = new Set();

/** Runs the cases, closes what they opened, and ends the process. */
export async function run(cases) {
  for (const [name, work] of Object.entries(cases)) {
    try {
      await within(work(), name);
      console.log("ok " + name);
    } catch (error) {
      console.log(`failed ${name}: ${String(error.stack).replaceAll("\n", " | ")}`);
    }
    open.forEach((close) => close());
    open.clear();
  }
  answers.close();
  process.exit(0);
}

/** Has the parent do something, and waits until it has been done. */
export async function ask(what) {
  console.log("ask " + what);
  await once(answers, "line");
}

/** A phoenix.js socket that is connected. */
export async function connect(options = {}) {
  const socket = new Socket(url, { transport: WebSocket, ...options });
  const opened = new Promise((resolve) => socket.onOpen(resolve));
  open.add(() => socket.disconnect());
  socket.connect();
  await within(opened, "connecting");
  return socket;
}

/** A plain WebSocket, which keeps what it receives until it is asked for. */
export class Plain {
  constructor(address = url) {
    this.socket = new WebSocket(address);
    this.frames = new Mailbox();
    this.closed = once(this.socket, "close").then(([code]) => code);
    this.socket.on("message", (data, binary) =>
      this.frames.put(binary ? data : JSON.parse(data.toString())));
    this.socket.on("error", () => {}); // a close follows
    open.add(() => this.socket.terminate());
  }
  static async open(address = url) {
    const plain = new Plain(address);
    await within(once(plain.socket, "open"), "connecting");
    return plain;
  }
  send(frame) {
    this.socket.send(
      typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
  }
  next() {
    return this.frames.next();
  }
}

/** What has come, in order. */
export class Mailbox {
  constructor() {
    this.waiting = [];
    this.wanted = [];
  }
  put(item) {
    const resolve = this.wanted.shift();
    if (resolve) resolve(item);
    else this.waiting.push(item);
  }
  next() {
    return this.waiting.length > 0
      ? Promise.resolve(this.waiting.shift())
      : within(new Promise((resolve) => this.wanted.push(resolve)), "waiting for a message");
  }
  get size() {
    return this.waiting.length;
  }
}

/** The answer to a push or a join, as [status, response]. */
export function answerOf(push) {
  return within(
    new Promise((resolve) => {
      for (const status of ["ok", "error", "timeout"]) {
        push.receive(status, (response) => resolve([status, response]));
      }
    }),
    "waiting for an answer");
}

/** A joined channel, with a mailbox of what arrives as an event. */
export async function join(socket, topic, event, parameters = {}) {
  const channel = socket.channel(topic, parameters);
  const received = new Mailbox();
  channel.on(event, (payload) => received.put(payload));
  const [status, response] = await answerOf(channel.join());
  if (status !== "ok") throw new Error(`joining ${topic}: ${status} ${JSON.stringify(response)}`);
  return { channel, received, response };
}

/** Waits no longer than patience lasts. */
export function within(promise, what) {
  let timer;
  const patience = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long: " + what)), PATIENCE_MS);
  });
  return Promise.race([promise, patience]).finally(() => clearTimeout(timer));
}
