/**
 * The bench's realtime server: passes on what the site publishes on Redis to the browsers that may hear it.
 *
 * It speaks to the framework's own client: namespace `/<site>`, login by the `sid` cookie, rooms for users,
 * tasks, DocTypes and records. Who may hear what is asked of the web server, and asked again.
 */

import http from "node:http";

import { Server } from "socket.io";

import { Access, NO, sessionId, YES } from "./access.mjs";
import { Bus } from "./bus.mjs";
import { log } from "./log.mjs";
import { Member } from "./member.mjs";
import { docWish, doctypeWish, taskWish, viewWish } from "./rooms.mjs";
import { readSettings, SettingsError } from "./settings.mjs";
import { Tasks } from "./tasks.mjs";

const LARGEST_MESSAGE = 16_384;
const JOIN_TIME = 10_000;
const CLOSING_TIME = 1_500;

const WISHES = {
    doctype_subscribe: doctypeWish,
    doc_subscribe: docWish,
    doc_open: viewWish,
    task_subscribe: taskWish,
    progress_subscribe: taskWish,
};
const FAREWELLS = {
    doctype_unsubscribe: doctypeWish,
    doc_unsubscribe: docWish,
    doc_close: viewWish,
    task_unsubscribe: taskWish,
};

class House {
    #distrusted = 0;
    #members = new Map();

    constructor(settings) {
        this.settings = settings;
        this.recheckSeconds = settings.recheckSeconds;
        this.access = new Access(settings.webUrl, settings.site);
        this.tasks = new Tasks();
        this.web = http.createServer((request, response) => response.writeHead(404).end());
        this.io = this.#open();
        this.room = this.io.of(`/${settings.site}`);
        this.room.use((socket, next) => this.#admit(socket, next));
        this.room.on("connection", (socket) => this.#welcome(socket));
        this.bus = new Bus(settings.redisUrl, settings.site, {
            onEvent: (message) => this.#pass(message),
            onLeave: ({ user }) => this.#distrust((member) => member.user === user),
            onBack: () => this.#distrust(() => true),
        });
    }

    start() {
        const { host, port } = this.settings;
        this.web.listen(port, host, () => log("listening", { host, port }));
        return this.bus.start();
    }

    async stop() {
        setTimeout(() => process.exit(0), CLOSING_TIME).unref();
        await this.bus.stop();
        await this.io.close();
    }

    #open() {
        const io = new Server(this.web, {
            cors: { origin: this.settings.origins, credentials: true },
            maxHttpBufferSize: LARGEST_MESSAGE,
            connectTimeout: JOIN_TIME,
            serveClient: false,
        });
        return io.use((socket, next) => next(new Error("Unknown site.")));
    }

    async #admit(socket, next) {
        const { origin, cookie } = socket.handshake.headers;
        if (!this.settings.origins.includes(origin)) {
            log("refused: origin not in ALLOWED_ORIGINS", { origin: String(origin).slice(0, 100) });
            return next(new Error("This address may not use the live channel."));
        }
        const sid = sessionId(cookie);
        const distrusted = this.#distrusted;
        const standing = sid ? await this.access.standing(sid) : { answer: NO };
        if (standing.answer !== YES) {
            const isOut = standing.answer === NO;
            log(isOut ? "refused: not logged in" : "refused: no answer from the web server");
            return next(
                new Error(isOut ? "Not logged in." : "The web server does not answer. Try again later."),
            );
        }
        Object.assign(socket.data, { sid, distrusted, user: standing.user, isDesk: standing.isDesk });
        return next();
    }

    #welcome(socket) {
        const member = new Member(socket, this);
        this.#members.set(socket.id, member);
        member.enter(socket.data.isDesk);
        listen(socket, member);
        socket.on("disconnect", () => {
            this.#members.delete(socket.id);
            member.left();
            log("left", { user: member.user });
        });
        log("joined", { user: member.user });
        // Something changed while the web server was being asked: its answer may be from before.
        if (socket.data.distrusted !== this.#distrusted) {
            member.distrust();
        }
    }

    #pass(message) {
        this.tasks.note(message);
        this.room.to(message.room).emit(message.event, message.message);
    }

    #distrust(isMeant) {
        this.#distrusted += 1;
        const members = [...this.#members.values()].filter(isMeant);
        log("rights asked again", { sockets: members.length });
        members.forEach((member) => member.distrust());
    }
}

// A client that gives a callback is told whether it sits in the room: a bare yes or no, whatever the reason.
function listen(socket, member) {
    for (const [event, wish] of Object.entries(WISHES)) {
        socket.on(event, async (...words) => {
            const tell = typeof words.at(-1) === "function" ? words.pop() : () => {};
            tell(await member.subscribe(wish(...words)));
        });
    }
    for (const [event, wish] of Object.entries(FAREWELLS)) {
        socket.on(event, (...words) => member.unsubscribe(wish(...words)));
    }
}

function giveUp(line) {
    process.stderr.write(`${line}\n`);
    process.exit(1);
}

function settingsOrGiveUp() {
    try {
        return readSettings(process.env);
    } catch (error) {
        if (error instanceof SettingsError) {
            return giveUp(error.message);
        }
        throw error;
    }
}

function main() {
    const settings = settingsOrGiveUp();
    const house = new House(settings);
    house.web.on("error", (error) => {
        giveUp(`Port ${settings.port} cannot be used (${error.code}). Free it or set another REALTIME_PORT.`);
    });
    for (const signal of ["SIGTERM", "SIGINT"]) {
        process.once(signal, () => {
            log("closing", { signal });
            house.stop().then(() => process.exit(0));
        });
    }
    process.on("unhandledRejection", (error) => log("fault", { kind: error?.name, reason: error?.message }));
    house.start();
}

main();
