/** Asks the web server who somebody is and what he may hear. Nothing about rights is decided here. */

import http from "node:http";

import { STANDING_QUESTION } from "./rooms.mjs";

export const YES = "yes";
export const NO = "no";
/** The web server did not answer, or not in a way that settles the matter. */
export const UNKNOWN = "unknown";

const ANSWER_TIME = 10_000;
const ANSWER_BYTES = 65_536;
const ASKED_AT_ONCE = 8;
const TRY_AGAIN_STATUSES = [408, 425, 429];

/**
 * The session id among a browser's cookies, or null when there is none worth asking about.
 *
 * @param {string | undefined} header the Cookie header
 */
export function sessionId(header) {
    const pairs = (header || "").split(";").map((pair) => pair.trim());
    const sid = pairs.find((pair) => pair.startsWith("sid="))?.slice(4);
    return sid && sid !== "Guest" && /^[A-Za-z0-9%._-]{1,200}$/.test(sid) ? sid : null;
}

export class Access {
    #webUrl;
    #site;
    #asking = 0;
    #queue = [];

    /**
     * @param {URL} webUrl
     * @param {string} site sent as the host, so that a web server with several sites picks the right one
     */
    constructor(webUrl, site) {
        this.#webUrl = webUrl;
        this.#site = site;
    }

    /** @returns {Promise<{answer: string, user?: string, isDesk?: boolean}>} */
    async standing(sid) {
        const { answer, message } = await this.#ask(sid, STANDING_QUESTION);
        if (answer !== YES) {
            return { answer };
        }
        if (typeof message?.user !== "string" || message.user === "" || message.user === "Guest") {
            return { answer: NO };
        }
        return { answer: YES, user: message.user, isDesk: message.user_type === "System User" };
    }

    /** @returns {Promise<string>} YES, NO or UNKNOWN; "not yours" and "not there" are both NO */
    async mayHear(sid, question) {
        const { answer, message } = await this.#ask(sid, question);
        return answer === YES && message !== true ? NO : answer;
    }

    // Rights of many listeners fall due together; the web server has people to serve meanwhile.
    async #ask(sid, question) {
        if (this.#asking >= ASKED_AT_ONCE) {
            await new Promise((resume) => this.#queue.push(resume));
        }
        this.#asking += 1;
        try {
            return judge(await this.#get(sid, question));
        } catch {
            return { answer: UNKNOWN };
        } finally {
            this.#asking -= 1;
            this.#queue.shift()?.();
        }
    }

    #get(sid, question) {
        const options = {
            headers: { Accept: "application/json", Cookie: `sid=${sid}`, Host: this.#site },
            signal: AbortSignal.timeout(ANSWER_TIME),
            agent: false,
        };
        return new Promise((resolve, reject) => {
            http.get(new URL(question, this.#webUrl), options, (response) => {
                readBody(response).then((body) => resolve({ status: response.statusCode, body }), reject);
            }).on("error", reject);
        });
    }
}

async function readBody(response) {
    let body = "";
    response.setEncoding("utf8");
    for await (const chunk of response) {
        body += chunk;
        if (body.length > ANSWER_BYTES) {
            throw new Error("the answer is too long");
        }
    }
    return body;
}

function judge({ status, body }) {
    if (status === 200) {
        return { answer: YES, message: JSON.parse(body).message };
    }
    const refused = status >= 400 && status < 500 && !TRY_AGAIN_STATUSES.includes(status);
    return { answer: refused ? NO : UNKNOWN };
}
