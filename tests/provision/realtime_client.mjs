/**
 * Several browser tabs in one process, for test_realtime.py. One JSON line in, one JSON line out.
 *
 * In:  {do: "open", tab, url, cookie, origin}, {do: "send", tab, id, event, words}, {do: "close", tab} or
 *      {do: "closeAll"}
 * Out: {tab, event, message} for what a tab hears; connected, refused and disconnected have `state` instead,
 *      and {tab, id, answer} is the server's answer to what was sent.
 */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(new URL("../../provision/package.json", import.meta.url));
const { io } = require("socket.io-client");

const tabs = new Map();

function say(line) {
    process.stdout.write(JSON.stringify(line) + "\n");
}

function open({ tab, url, cookie, origin }) {
    const extraHeaders = Object.fromEntries(Object.entries({ cookie, origin }).filter(([, value]) => value));
    const socket = io(url, {
        extraHeaders,
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 200,
    });
    socket.on("connect", () => say({ tab, state: "connected" }));
    socket.on("connect_error", (error) => say({ tab, state: "refused", message: error.message }));
    socket.on("disconnect", (reason) => say({ tab, state: "disconnected", message: reason }));
    socket.onAny((event, message) => say({ tab, event, message }));
    tabs.set(tab, socket);
}

function send({ tab, id, event, words }) {
    tabs.get(tab).emit(event, ...words, (answer) => say({ tab, id, answer }));
}

function closeAll() {
    tabs.forEach((socket) => socket.disconnect());
    tabs.clear();
}

const orders = { open, send, close: ({ tab }) => tabs.get(tab).disconnect(), closeAll };

createInterface({ input: process.stdin })
    .on("line", (line) => {
        const order = JSON.parse(line);
        orders[order.do](order);
    })
    .on("close", () => process.exit(0));
