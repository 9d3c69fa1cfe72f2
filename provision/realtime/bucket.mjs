/** Lets a burst through, then only so many a second: every subscription costs the web server a question. */

const BURST = 120;
const PER_SECOND = 4;

export class Bucket {
    #tokens = BURST;
    #filledAt = Date.now();
    #hasSaid = false;

    take() {
        const now = Date.now();
        this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#filledAt) / 1000) * PER_SECOND);
        this.#filledAt = now;
        if (this.#tokens < 1) {
            return false;
        }
        this.#tokens -= 1;
        return true;
    }

    /** So that a flood of events is not answered with a flood of log lines. */
    sayOnce(say) {
        if (!this.#hasSaid) {
            this.#hasSaid = true;
            say();
        }
    }
}
