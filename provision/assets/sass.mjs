import { Worker } from "node:worker_threads";
import { Problem } from "./problems.mjs";

/** Compiles Sass beside the main thread, which is busy with everything else: Sass is half of all the work. */
export class Sass {
    constructor(loadPaths) {
        this.loadPaths = loadPaths;
        this.open = new Map();
        this.asked = 0;
        this.worker = null;
    }

    /**
     * Compile a file, or the text `source` in `language` as if it stood in that file.
     *
     * Returns `css`, its `map` and the `inputs` read. Throws a Problem with file and line.
     */
    compile(job) {
        this.worker ??= this.start();
        return new Promise((resolve, reject) => {
            const number = ++this.asked;
            this.open.set(number, { resolve, reject });
            this.worker.postMessage({ number, job });
        });
    }

    /** End the worker. */
    async close() {
        await this.worker?.terminate();
    }

    start() {
        const workerData = { loadPaths: this.loadPaths };
        const worker = new Worker(new URL("sass-worker.mjs", import.meta.url), { workerData });
        worker.on("message", (message) => this.settle(message));
        worker.on("error", (error) => this.open.forEach(({ reject }) => reject(error)));
        return worker;
    }

    settle({ number, result, error }) {
        const { resolve, reject } = this.open.get(number);
        this.open.delete(number);
        if (error) reject(new Problem(error.text, error));
        else resolve(result);
    }
}
