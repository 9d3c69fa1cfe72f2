import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { LIBRARIES, TOOLS, entriesOf } from "./bench.mjs";
import { readJson, writeFile } from "./publish.mjs";

/** What the present assets were made from, so that a later build can tell that nothing has changed. */
export class Manifest {
    constructor(bench, production) {
        this.bench = bench;
        this.place = path.join(bench.assets, ".manifest.json");
        this.apps = readJson(this.place)?.apps ?? {};
        this.builder = digest([JSON.stringify({ production }), ...builderFiles().map(read)]);
    }

    /** Whether an app's bundles would come out as they did last time. */
    isCurrent(app) {
        const known = this.apps[app.name];
        return Boolean(known) && known.digest === this.digestOf(app, known.inputs);
    }

    /** Remember what an app was made from. */
    record(app, inputs) {
        const ours = inputs.filter((input) => !input.startsWith(LIBRARIES));
        const names = [...new Set(ours.map((input) => this.nameOf(input)))].sort();
        this.apps[app.name] = { digest: this.digestOf(app, names), inputs: names };
    }

    save() {
        writeFile(this.place, JSON.stringify({ apps: this.apps }, null, 1));
    }

    digestOf(app, inputs) {
        const bundles = app.bundles.map(({ source }) => this.nameOf(source));
        const contents = inputs.flatMap((input) => [input, read(path.join(this.bench.root, input))]);
        return digest([this.builder, ...bundles, ...contents]);
    }

    nameOf(file) {
        return path.relative(this.bench.root, file);
    }
}

// The lock file stands for every library, so none of their thousands of files is read.
function builderFiles() {
    const modules = entriesOf(path.join(TOOLS, "assets")).filter((entry) => entry.isFile());
    return [
        path.join(TOOLS, "package-lock.json"),
        ...modules.map(({ name }) => path.join(TOOLS, "assets", name)),
    ];
}

function read(file) {
    return fs.existsSync(file) ? fs.readFileSync(file) : "missing";
}

function digest(parts) {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(`${part.length}:`).update(part);
    return hash.digest("hex");
}
