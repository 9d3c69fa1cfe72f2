/** Listens to what the site publishes on Redis. */

import { createClient } from "@redis/client";

import { log } from "./log.mjs";

const EVENTS = "events";
const LEAVE = "papg:leave";
const LONGEST_WAIT = 5_000;

export class Bus {
    #client;
    #isAway = false;
    #wasReady = false;

    /**
     * @param {string} url
     * @param {string} site messages of other sites are dropped
     * @param {{onEvent: Function, onLeave: Function, onBack: Function}} listeners
     *     onBack is called when Redis has been away: what was published meanwhile is lost
     */
    constructor(url, site, listeners) {
        this.site = site;
        this.listeners = listeners;
        this.#client = createClient({ url, socket: { reconnectStrategy: waitBeforeTry } });
        this.#client.on("error", (error) => this.#gone(error));
        this.#client.on("ready", () => this.#ready());
    }

    /** Resolves once both channels are heard; waits for a Redis that is not there yet. */
    async start() {
        await this.#client.connect();
        await this.#client.subscribe(EVENTS, (text) => this.#hear(text, readEvent, this.listeners.onEvent));
        await this.#client.subscribe(LEAVE, (text) => this.#hear(text, readLeave, this.listeners.onLeave));
    }

    async stop() {
        if (this.#client.isOpen) {
            await this.#client.disconnect();
        }
    }

    #hear(text, read, listener) {
        try {
            const message = read(JSON.parse(text));
            if (message?.site === this.site) {
                listener(message);
            }
        } catch (error) {
            // The text of the error may quote the message, so only its kind is logged.
            log("message not understood", { kind: error.name });
        }
    }

    #gone(error) {
        if (!this.#isAway) {
            log("redis is away", { reason: error.code || error.name });
        }
        this.#isAway = true;
    }

    #ready() {
        log("redis is there");
        this.#isAway = false;
        if (this.#wasReady) {
            this.listeners.onBack();
        }
        this.#wasReady = true;
    }
}

function waitBeforeTry(tries) {
    return Math.min(100 * 2 ** Math.min(tries, 10), LONGEST_WAIT);
}

// Messages without a room are meant for every site of a server and come from build tools only.
function readEvent({ event, message, room, namespace }) {
    const isAddressed = typeof event === "string" && typeof room === "string";
    return isAddressed ? { site: namespace, event, message, room } : null;
}

function readLeave({ site, user }) {
    return typeof user === "string" ? { site, user } : null;
}
