// Runs the program of the README against a server, and ends well when it prints what it has published.
// Usage: node readme.js README WEBSOCKET_URL
import assert from "node:assert/strict";
import fs from "node:fs";
import WebSocket from "ws";

const PATIENCE_MS = 10000;
const IMPORT = 'import { Socket } from "phoenix"\n';
const ADDRESS = "ws://127.0.0.1:4000/ws";

const [readme, url] = process.argv.slice(2);
const [, program] = /```js\n(.*?)```/s.exec(fs.readFileSync(readme, "utf8"));
assert.ok(program.startsWith(IMPORT) && program.includes(ADDRESS), program);

globalThis.WebSocket = WebSocket;
const { Socket } = await import("phoenix");
const patience = setTimeout(() => assert.fail("took too long"), PATIENCE_MS);
const text = await new Promise((log) =>
  new Function("Socket", "console", program.slice(IMPORT.length).replace(ADDRESS, url))(Socket, { log }));
clearTimeout(patience);
assert.equal(text, "hello");
process.exit(0);
