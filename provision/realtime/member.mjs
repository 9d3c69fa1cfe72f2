/** One connected browser tab: the rooms it asked for and whether it may still sit in them. */

import { NO, UNKNOWN, YES } from "./access.mjs";
import { Bucket } from "./bucket.mjs";
import { log } from "./log.mjs";
import { DESK_ROOM, userRoom, WEBSITE_ROOM } from "./rooms.mjs";

// Beside these a socket sits in its own, the user's, the website's and perhaps the desk's room: 100 in all.
const MOST_WISHES = 96;
const RETRY_SECONDS = 5;

export class Member {
    #wishes = new Map();
    #bucket = new Bucket();
    #trust = 0;
    #isChecking = false;
    #mustCheckAgain = false;
    #timer;
    #retry;

    /**
     * @param {import("socket.io").Socket} socket its `data` holds sid and user
     * @param {{access: object, tasks: object, recheckSeconds: number}} house
     */
    constructor(socket, house) {
        this.socket = socket;
        this.house = house;
        this.sid = socket.data.sid;
        this.user = socket.data.user;
    }

    enter(isDesk) {
        this.socket.join([userRoom(this.user), WEBSITE_ROOM]);
        this.#setDesk(isDesk);
        this.#timer = setInterval(() => this.recheck(), this.house.recheckSeconds * 1000);
    }

    left() {
        clearInterval(this.#timer);
        clearTimeout(this.#retry);
        this.#wishes.forEach((wish) => this.#drop(wish));
    }

    /** @returns {Promise<boolean>} whether the socket sits in the room now; a refusal gives no reason */
    async subscribe(wanted) {
        if (!this.#bucket.take()) {
            this.#bucket.sayOnce(() => log("too many subscriptions", { user: this.user }));
            return false;
        }
        if (!wanted) {
            return false;
        }
        const wish = this.#keep(wanted);
        if (this.socket.rooms.has(wish.room)) {
            this.#announceViewers(wish);
            return true;
        }
        return this.#settle(wish, await this.#askTrusted(wish));
    }

    unsubscribe(wanted) {
        const wish = wanted && this.#wishes.get(wanted.room);
        if (wish) {
            this.#drop(wish);
        }
    }

    /** Something may have changed: out of every room whose door is guarded, at once, then ask anew. */
    distrust() {
        this.#trust += 1;
        this.#waitOutside(this.#wishes.values());
        return this.recheck();
    }

    /** Ask for session and rooms again; several calls at a time become one more round. */
    async recheck() {
        this.#mustCheckAgain = true;
        if (this.#isChecking) {
            return;
        }
        this.#isChecking = true;
        try {
            while (this.#mustCheckAgain && this.socket.connected) {
                this.#mustCheckAgain = false;
                await this.#checkOnce();
            }
        } finally {
            this.#isChecking = false;
        }
    }

    async #checkOnce() {
        const standing = await this.house.access.standing(this.sid);
        if (!this.socket.connected) {
            return;
        }
        if (standing.answer === UNKNOWN) {
            this.#waitOutside(this.#wishes.values());
            this.#checkSoon();
        } else if (standing.answer === NO || standing.user !== this.user) {
            log("disconnected: the session has ended", { user: this.user });
            this.socket.disconnect(true);
        } else {
            this.#setDesk(standing.isDesk);
            await this.#checkWishes();
        }
    }

    async #checkWishes() {
        const answers = new Map();
        const trust = this.#trust;
        const wishes = [...this.#wishes.values()];
        for (const [index, wish] of wishes.entries()) {
            const key = wish.question ?? wish.room;
            const answer = answers.get(key) ?? (await this.#ask(wish));
            answers.set(key, answer);
            if (trust !== this.#trust || !this.socket.connected) {
                return;
            }
            this.#settle(wish, answer, wishes.slice(index));
        }
    }

    // An answer given before rights changed must not open a door after it.
    async #askTrusted(wish) {
        let trust;
        let answer;
        do {
            trust = this.#trust;
            answer = await this.#ask(wish);
        } while (trust !== this.#trust && this.socket.connected);
        return answer;
    }

    async #ask(wish) {
        if (wish.task) {
            return this.house.tasks.belongsTo(wish.task, this.user) ? YES : NO;
        }
        return this.house.access.mayHear(this.sid, wish.question);
    }

    /** `unasked` is given in a round of checks: the rooms whose turn has not come, this one first. */
    #settle(wish, answer, unasked = null) {
        if (this.#wishes.get(wish.room) !== wish || !this.socket.connected) {
            return false;
        }
        if (answer === YES) {
            this.#join(wish);
        } else if (answer === UNKNOWN && unasked) {
            this.#waitOutside(unasked);
            this.#checkSoon();
        } else {
            this.#drop(wish);
        }
        return answer === YES;
    }

    // While the web server is away a wish waits outside its room: nothing is heard unasked, no wish is lost.
    #waitOutside(wishes) {
        for (const wish of wishes) {
            this.socket.leave(wish.room);
        }
    }

    #join(wish) {
        if (!this.socket.rooms.has(wish.room)) {
            this.socket.join(wish.room);
            wish.wasEntered = true;
            this.#announceViewers(wish);
        }
    }

    #drop(wish) {
        this.#wishes.delete(wish.room);
        this.socket.leave(wish.room);
        if (wish.wasEntered) {
            this.#announceViewers(wish);
        }
    }

    // The desk never leaves the room of a record it has shown once, so the oldest gives way to the newest.
    #keep(wanted) {
        const wish = this.#wishes.get(wanted.room) ?? wanted;
        this.#wishes.delete(wish.room);
        if (this.#wishes.size >= MOST_WISHES) {
            this.#drop(this.#wishes.values().next().value);
        }
        this.#wishes.set(wish.room, wish);
        return wish;
    }

    #setDesk(isDesk) {
        if (isDesk) {
            this.socket.join(DESK_ROOM);
        } else {
            this.socket.leave(DESK_ROOM);
        }
    }

    // The list goes to those who view the record, nobody else.
    #announceViewers({ room, viewing }) {
        if (!viewing) {
            return;
        }
        const { nsp } = this.socket;
        const ids = [...(nsp.adapter.rooms.get(room) ?? [])];
        const users = new Set(ids.map((id) => nsp.sockets.get(id)?.data.user).filter(Boolean));
        nsp.to(room).emit("doc_viewers", { ...viewing, users: [...users] });
    }

    #checkSoon() {
        const seconds = Math.min(RETRY_SECONDS, this.house.recheckSeconds);
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.recheck(), seconds * 1000);
    }
}
